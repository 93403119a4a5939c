import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { ApiError } from './errors.ts';
import { type Answer, loadBalancerPage } from './exchange.ts';

/** AWS load balancers refuse longer lists with their own status 463. */
const MAX_FORWARDED_ENTRIES = 30;

/** What the load balancer in front of Tango refuses by itself; undefined lets the request through. */
export function loadBalancerRefusal(headers: IncomingHttpHeaders): Answer | undefined {
	const forwarded = headers['x-forwarded-for'];
	if (forwarded === undefined) return undefined;
	const entries = forwarded.toString().split(',');
	if (entries.length > MAX_FORWARDED_ENTRIES) return loadBalancerPage(463, '');
	if (entries.every(isBareAddress)) return undefined;
	return loadBalancerPage(403, 'Forbidden');
}

/** Tango refuses calls that look as if a browser made them. */
export function refuseBrowsers(headers: IncomingHttpHeaders): void {
	const mark = Object.keys(headers).find((name) => name === 'origin' || name.startsWith('sec-fetch-'));
	if (mark === undefined) return;
	throw new ApiError(403, '403.001', 'Authorization error', {
		violations: [`browser-like header: ${mark}`],
	});
}

export function requireJsonAccepted(accept: string | undefined): void {
	if (accept === undefined || accept.includes('application/json') || accept.includes('*/*')) return;
	throw new ApiError(406, undefined, 'Could not find acceptable representation', {
		violations: [`Accept excludes JSON: ${accept}`],
	});
}

export function requireJsonContent(type: string | undefined): void {
	if (type?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json') return;
	throw new ApiError(415, '415.001', `Content type '${type ?? ''}' not supported`, {
		violations: [`content type is not JSON: ${type ?? 'none'}`],
	});
}

/** `net.isIP` alone would let a zone id (`fe80::1%eth0`) pass. */
function isBareAddress(entry: string): boolean {
	const address = entry.trim();
	return isIP(address) !== 0 && !address.includes('%');
}
