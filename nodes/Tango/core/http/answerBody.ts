import type { IncomingHttpHeaders } from 'node:http';

/** Drops a byte order mark, which JSON.parse would stumble over, and never throws on broken UTF-8. */
const utf8 = new TextDecoder();

export function decodeBody(chunks: readonly Buffer[]): string {
	const [only, second] = chunks;
	if (only === undefined) return '';
	return utf8.decode(second === undefined ? only : Buffer.concat(chunks));
}

/** `fromEntries` defines own properties, so that a header named __proto__ stays a plain entry. */
export function joinHeaders(headers: IncomingHttpHeaders): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name.toLowerCase(),
			Array.isArray(value) ? value.join(', ') : (value ?? ''),
		]),
	);
}

/**
 * Nobody asked for compression (no Accept-Encoding is sent), so an encoded body comes from something in
 * between. It is refused instead of inflated: inflating needs a size limit of its own.
 */
export function isEncoded(headers: Readonly<Record<string, string>>): boolean {
	const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
	return encoding !== '' && encoding !== 'identity';
}
