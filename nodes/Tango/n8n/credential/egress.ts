import type { RequestHelperFunctions } from 'n8n-workflow';
import { redisAddress } from '../pace/redisUrl';
import { readAddresses, TangoError, type ConnectionSettings, type EgressFilter } from '../../core';

/** What nodes and list searches get from n8n; versions before 2.41 have no filter. */
export interface FilteringContext {
	readonly helpers: Partial<Pick<RequestHelperFunctions, 'getSecureEgressFilter'>>;
}

/** n8n's policy for outgoing connections (N8N_SSRF_…), as nodes with a transport of their own have to obey it. */
export function egressFilterOf({ helpers }: FilteringContext): EgressFilter | undefined {
	return helpers.getSecureEgressFilter?.();
}

/** n8n's own request helper, in the part that is needed here. */
type Request = (options: { method: 'HEAD'; url: string; timeout: number }) => Promise<unknown>;

/** n8n judges the address before it connects; this keeps it from getting any further. */
const TIMEOUT_MS = 1;

/**
 * The same policy where n8n gives no filter: credential tests, and tokens for its HTTP Request node. Its request
 * helper obeys the policy, so a request without credentials shows what it thinks of the addresses that a user can
 * choose. Throws TangoError.
 */
export async function checkAddresses(settings: ConnectionSettings, request: Request): Promise<void> {
	for (const url of chosenAddresses(settings)) {
		const isRefused = await request({ method: 'HEAD', url, timeout: TIMEOUT_MS }).then(
			() => false,
			isRefusal,
		);
		if (isRefused) {
			throw new TangoError('NOT_SENT', {
				reason: 'addressNotAllowed',
				detail: 'ERR_ADDRESS_NOT_ALLOWED',
			});
		}
	}
}

function chosenAddresses(settings: ConnectionSettings): string[] {
	const { baseUrl, tokenUrl } = readAddresses(settings);
	const own = settings.environment === 'custom' ? [baseUrl, tokenUrl ?? ''] : [];
	return [...own, redisAddress(settings)].filter((url) => url !== '');
}

/** SsrfBlockedIpError or SsrfBlockedHostnameError of n8n; every other error says nothing about the policy. */
function isRefusal(error: unknown): boolean {
	return error instanceof Error && error.name.startsWith('SsrfBlocked');
}
