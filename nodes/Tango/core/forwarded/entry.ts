import { isIPv4, isIPv6 } from 'node:net';

import type { XffProblem } from './problem';

export type EntryResult = { readonly address: string } | { readonly problem: XffProblem };

/** RFC 7239 §6: `port = 1*5DIGIT`, so leading zeros pass as long as five digits suffice. */
const PORT = /^[0-9]{1,5}$/;
const MAX_PORT = 65_535;

/** How `URL` writes an IPv4-mapped address (RFC 4291 §2.5.5.2): ::ffff:cb00:712a. */
const MAPPED_IPV4 = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/**
 * Reads one trimmed entry of the list: an address, perhaps with port, brackets or quotes as in RFC 7239 §4.
 *
 * @returns the bare address in its canonical spelling, or what is wrong with the entry
 */
export function readEntry(entry: string): EntryResult {
	if (!entry.includes('"')) return readNode(entry);
	const inner = /^"([^"\\]*)"$/.exec(entry)?.[1];
	return inner === undefined ? { problem: 'BAD_QUOTE' } : readNode(inner);
}

function readNode(node: string): EntryResult {
	if (node === '') return { problem: 'EMPTY' };
	if (node.startsWith('[')) return readBracketed(node);
	const colon = node.indexOf(':');
	// Two colons are IPv6, which has no port without brackets: in 2001:db8::1:443 the 443 belongs to the address.
	if (colon !== node.lastIndexOf(':')) return readIpv6(node);
	return colon === -1 ? readName(node) : withPort(readName(node.slice(0, colon)), node.slice(colon + 1));
}

function readBracketed(node: string): EntryResult {
	const end = node.indexOf(']');
	if (end === -1) return { problem: 'BAD_BRACKET' };
	const inner = node.slice(1, end);
	const rest = node.slice(end + 1);
	if (inner === '' || isIPv4(inner)) return { problem: 'BAD_BRACKET' };
	if (rest === '') return readIpv6(inner);
	return rest.startsWith(':') ? withPort(readIpv6(inner), rest.slice(1)) : { problem: 'BAD_BRACKET' };
}

function readName(name: string): EntryResult {
	if (isIPv4(name)) return { address: name };
	if (name.toLowerCase() === 'unknown') return { problem: 'UNKNOWN' };
	if (name.startsWith('_')) return { problem: 'OBFUSCATED' };
	return { problem: name.includes('%') ? 'ZONE_ID' : 'NOT_IP' };
}

function readIpv6(text: string): EntryResult {
	// First, because node:net takes zone ids for valid.
	if (text.includes('%')) return { problem: 'ZONE_ID' };
	if (!isIPv6(text)) return { problem: 'NOT_IP' };
	// The URL standard writes IPv6 as RFC 5952 wants it: lower case, no leading zeros, longest run of zeros as "::".
	const canonical = new URL(`http://[${text}]/`).hostname.slice(1, -1);
	return { address: unmapped(canonical) };
}

/** The same host must not look like two: ::ffff:203.0.113.42 is 203.0.113.42. */
function unmapped(canonical: string): string {
	const [, high, low] = MAPPED_IPV4.exec(canonical) ?? [];
	if (high === undefined || low === undefined) return canonical;
	return [high, low].flatMap((hex) => bytesOf(Number.parseInt(hex, 16))).join('.');
}

function bytesOf(word: number): [number, number] {
	return [word >> 8, word & 0xff];
}

/** The port itself is not wanted; a wrong one shows that the entry is not what it seems to be. */
function withPort(host: EntryResult, port: string): EntryResult {
	if ('problem' in host) return host;
	return PORT.test(port) && Number(port) <= MAX_PORT ? host : { problem: 'BAD_PORT' };
}
