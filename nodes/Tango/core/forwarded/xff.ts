import { describeXffProblem, MAX_BYTES, MAX_ENTRIES, type XffProblem } from './problem';
import { readEntry } from './entry';

export { describeXffProblem, type XffProblem };

/** Where in the list the problem is. */
export interface XffEntry {
	/** 1 is the leftmost element; empty ones count, as a person who looks for it sees them. */
	readonly position: number;
	/** The entry as it was given, in a result shortened; printable ASCII only. */
	readonly text: string;
}

export type XffResult =
	| { readonly ok: true; /** `undefined`: send no header. */ readonly value: string | undefined }
	| { readonly ok: false; readonly code: XffProblem; readonly entry?: XffEntry };

/**
 * Tab and space are the only blanks of a header (RFC 9110 §5.6.3) and an address is ASCII. Everything else is
 * refused before any trimming: `trim()` would quietly swallow line breaks and no-break spaces.
 */
const ILLEGAL_CHARACTER = /[^\t\x20-\x7e]/;

const MAX_SHOWN_CHARACTERS = 60;

/**
 * Turns what a user or a gateway wrote into an X-Forwarded-For value of bare addresses, "client, proxy1, proxy2".
 * Ports, brackets and quotes are taken off, because the load balancer in front of Tango answers 403 to `ip:port`.
 * IPv6 comes out as RFC 5952 has it, an IPv4-mapped address as IPv4.
 *
 * One unusable entry refuses the whole value: leaving it out would change what the chain says. Empty elements say
 * nothing and are ignored, as RFC 9110 §5.6.1 asks of recipients: gateways that append to an empty value make them.
 *
 * @param input the text; `undefined` and text without a single element mean that no header is sent
 * @returns the value or the problem; never throws, and takes linear time
 */
export function normaliseForwardedFor(input: unknown): XffResult {
	if (input === undefined) return { ok: true, value: undefined };
	if (typeof input !== 'string') return { ok: false, code: 'NOT_STRING' };
	if (Buffer.byteLength(input) > MAX_BYTES) return { ok: false, code: 'TOO_LONG' };
	if (ILLEGAL_CHARACTER.test(input)) return { ok: false, code: 'ILLEGAL_CHAR' };
	const entries = elementsOf(input);
	if (entries.length === 0) return { ok: true, value: undefined };
	return entries.length > MAX_ENTRIES ? { ok: false, code: 'TOO_MANY' } : readAll(entries);
}

function elementsOf(list: string): XffEntry[] {
	const all = list.split(',').map((entry, index) => ({ position: index + 1, text: entry.trim() }));
	return all.filter(({ text }) => text !== '');
}

function readAll(entries: readonly XffEntry[]): XffResult {
	const addresses: string[] = [];
	for (const { position, text } of entries) {
		const result = readEntry(text);
		if ('problem' in result) {
			return { ok: false, code: result.problem, entry: { position, text: shorten(text) } };
		}
		addresses.push(result.address);
	}
	return { ok: true, value: addresses.join(', ') };
}

function shorten(text: string): string {
	return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}...` : text;
}
