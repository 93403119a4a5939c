import type { EgressFilter } from '../../nodes/Tango/core/http/egressFilter.ts';
import { loopbackLookup } from './badServer/loopback.ts';

/** As n8n's errors are: without a code, and with words that must not get out. */
export class Refused extends Error {
	override name = 'SsrfBlockedIpError';

	constructor() {
		super('The target inner.example.test (10.1.2.3) is not allowed');
	}
}

export interface TestFilter extends EgressFilter {
	/** The URLs it was asked about. */
	readonly asked: readonly string[];
	/** The names it was asked to look up. */
	readonly lookedUp: readonly string[];
}

interface Behaviour {
	validate?: (url: string) => Promise<{ ok: boolean }>;
	/** What the lookup at connect time ends with; a good one leads to the loopback address. */
	lookupError?: Error;
}

/** Stands in for n8n's filter on real sockets. */
export function testFilter({ validate, lookupError }: Behaviour = {}): TestFilter {
	const [asked, lookedUp]: [string[], string[]] = [[], []];
	return {
		asked,
		lookedUp,
		validateUrl: async (url) => {
			asked.push(url);
			return validate ? await validate(url) : { ok: true };
		},
		createSecureLookup: () => (hostname, options, callback) => {
			lookedUp.push(hostname);
			if (lookupError) callback(lookupError, '', undefined);
			else loopbackLookup(hostname, options, callback);
		},
	};
}
