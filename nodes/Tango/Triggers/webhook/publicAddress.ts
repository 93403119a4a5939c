import { isIP } from 'node:net';
import { invalidInput } from '../../core';

/** Names and addresses that nobody outside can reach. */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|lan|home\.arpa)$/i;
const LOCAL_ADDRESS =
	/^(?:0\.|10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1?$|f[cd][0-9a-f]{2}:|fe80:)/i;

/**
 * Tango delivers to a public https address only, and would fail silently elsewhere. A custom environment may be a
 * stand-in on this very machine, so there it is for that one to judge. Throws TangoError.
 */
export function checkPublicAddress(url: string, environment: unknown): void {
	if (environment === 'custom') return;
	const { protocol, hostname } = new URL(url);
	const host = hostname.replace(/^\[|\]$/g, '');
	const isLocal = LOCAL_NAME.test(host) || (isIP(host) > 0 ? LOCAL_ADDRESS.test(host) : !host.includes('.'));
	if (protocol === 'https:' && !isLocal) return;
	throw invalidInput(
		'The public address of n8n',
		`is ${new URL(url).origin}, where Tango cannot deliver: it must be https and reachable from the internet`,
		'Ask whoever runs n8n to set WEBHOOK_URL to its public https address and to start n8n again.',
	);
}
