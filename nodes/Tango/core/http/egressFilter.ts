import type { LookupFunction } from 'node:net';

/** Which addresses may be reached. n8n's NodeEgressFilter has this shape. */
export interface EgressFilter {
	/** Not `ok`: the address must not be reached. Rejects when its name cannot be resolved. */
	validateUrl(url: string): Promise<{ readonly ok: boolean }>;
	/** Resolves names and refuses what they lead to, so that an answer changed after the check is caught as well. */
	createSecureLookup(): LookupFunction;
}

/** The filter's refusal; n8n's own errors have no code, and their words name addresses of the inner network. */
export class AddressNotAllowed extends Error {
	readonly code = 'ERR_ADDRESS_NOT_ALLOWED';
}

/**
 * Asks the filter before a request. An address written in digits is never looked up, and behind a proxy the name is
 * looked up by the proxy, so that the lookup alone would let both pass. Rejects with what stands against the request.
 */
export async function checkAddress(filter: EgressFilter, url: string): Promise<void> {
	if (!(await filter.validateUrl(url)).ok) throw new AddressNotAllowed();
}

/** The filter's lookup with its refusals recognisable. Errors of DNS itself come with their code. */
export function secureLookup(filter: EgressFilter): LookupFunction {
	const lookup = filter.createSecureLookup();
	return (hostname, options, callback) => {
		lookup(hostname, options, (error, address, family) => {
			const isRefusal = error !== null && error.code === undefined;
			callback(isRefusal ? new AddressNotAllowed() : error, address, family);
		});
	};
}
