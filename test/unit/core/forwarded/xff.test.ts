import { describe, expect, it } from 'vitest';

import { describeXffProblem, normaliseForwardedFor } from '../../../../nodes/Tango/core/forwarded/xff.ts';
import vectors from './xff-vectors.json' with { type: 'json' };

const NO_HEADER = null;

/** The value, null for "no header", or the code of the problem. */
function outcome(input: unknown): string | null {
	const result = normaliseForwardedFor(input);
	return result.ok ? (result.value ?? NO_HEADER) : result.code;
}

describe('the shared vectors', () => {
	for (const { name, input, output, error } of vectors) {
		it(`${name} gives ${error ?? output ?? 'no header'}`, () => {
			expect(outcome(input)).toBe(error ?? output);
		});
	}
});

/** What the shared sample leaves open: title of the class, then input and expected outcome. */
const FURTHER: Record<string, ReadonlyArray<readonly [input: unknown, expected: string | null]>> = {
	'nothing to send': [
		[undefined, NO_HEADER],
		['   ', NO_HEADER],
		['\t \t', NO_HEADER],
	],
	'other types are not guessed at': [
		[null, 'NOT_STRING'],
		[['203.0.113.42'], 'NOT_STRING'],
		[{ toString: () => '203.0.113.42' }, 'NOT_STRING'],
		[new String('203.0.113.42'), 'NOT_STRING'],
		[true, 'NOT_STRING'],
	],
	'ports: five digits as in RFC 7239, up to 65535': [
		['203.0.113.42:65535', '203.0.113.42'],
		['203.0.113.42:00080', '203.0.113.42'],
		['203.0.113.42:00000', '203.0.113.42'],
		['203.0.113.42:000080', 'BAD_PORT'],
		['203.0.113.42:99999', 'BAD_PORT'],
		['203.0.113.42:', 'BAD_PORT'],
		['203.0.113.42: 80', 'BAD_PORT'],
		['203.0.113.42:+80', 'BAD_PORT'],
		['203.0.113.42:8e1', 'BAD_PORT'],
		['203.0.113.42:0x50', 'BAD_PORT'],
		['203.0.113.42:80.0', 'BAD_PORT'],
		['203.0.113.42 :80', 'NOT_IP'],
		['[2001:db8::1]:0', '2001:db8::1'],
		['[2001:db8::1]:00443', '2001:db8::1'],
		['[2001:db8::1]:65536', 'BAD_PORT'],
		['[2001:db8::1]:https', 'BAD_PORT'],
		['[2001:db8::1]:_x', 'BAD_PORT'],
		['[2001:db8::1]:80:81', 'BAD_PORT'],
		['256.1.1.1:http', 'NOT_IP'],
		[':80', 'NOT_IP'],
	],
	'IPv4 has four plain decimal numbers': [
		['0.0.0.0', '0.0.0.0'],
		['255.255.255.255', '255.255.255.255'],
		['203.0.113.042', 'NOT_IP'],
		['0177.0.0.1', 'NOT_IP'],
		['203.0.113', 'NOT_IP'],
		['203.0.113.42.1', 'NOT_IP'],
		['203.0.113.', 'NOT_IP'],
		['.203.0.113.42', 'NOT_IP'],
		['203.0.113.42.', 'NOT_IP'],
		['203.0..42', 'NOT_IP'],
		['203.0.113.-1', 'NOT_IP'],
		['203.0.113.4 2', 'NOT_IP'],
		['0x7f000001', 'NOT_IP'],
		['127.1', 'NOT_IP'],
	],
	'IPv6 comes out as RFC 5952 writes it': [
		['::', '::'],
		['::1', '::1'],
		['0:0:0:0:0:0:0:0', '::'],
		['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
		['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
		['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
		['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
		['FE80::ABCD', 'fe80::abcd'],
		['64:ff9b::203.0.113.42', '64:ff9b::cb00:712a'],
		['1:2:3:4:5:6:7:8:9', 'NOT_IP'],
		['1:2:3:4:5:6:7', 'NOT_IP'],
		['12345::', 'NOT_IP'],
		[':::', 'NOT_IP'],
		[':1:2:3:4:5:6:7', 'NOT_IP'],
		['g::1', 'NOT_IP'],
		['2001:db8::1/64', 'NOT_IP'],
		['::256.0.0.1', 'NOT_IP'],
		['::01.2.3.4', 'NOT_IP'],
	],
	'what looks like a port behind bare IPv6 is part of the address': [
		['2001:db8::1:443', '2001:db8::1:443'],
		['2001:db8:1:2:3:4:5:6:443', 'NOT_IP'],
	],
	'an IPv4-mapped address is the IPv4 address, and only that one': [
		['::FFFF:203.0.113.42', '203.0.113.42'],
		['::ffff:cb00:712a', '203.0.113.42'],
		['0:0:0:0:0:ffff:203.0.113.42', '203.0.113.42'],
		['0000:0000:0000:0000:0000:FFFF:CB00:712A', '203.0.113.42'],
		['"[::ffff:cb00:712a]:80"', '203.0.113.42'],
		['::ffff:0:0', '0.0.0.0'],
		['::ffff:0:1', '0.0.0.1'],
		['::ffff:203.0.113.42:80', 'NOT_IP'],
		['::203.0.113.42', '::cb00:712a'],
		['::ffff:0:203.0.113.42', '::ffff:0:cb00:712a'],
		['1::ffff:203.0.113.42', '1::ffff:cb00:712a'],
		['::fffe:203.0.113.42', '::fffe:cb00:712a'],
	],
	'zone ids are refused however they are written': [
		['fe80::1%25eth0', 'ZONE_ID'],
		['fe80::1%1', 'ZONE_ID'],
		['fe80::1%', 'ZONE_ID'],
		['[fe80::1%eth0]', 'ZONE_ID'],
		['"[fe80::1%eth0]:80"', 'ZONE_ID'],
		['::ffff:203.0.113.42%eth0', 'ZONE_ID'],
		['203.0.113.42%eth0', 'ZONE_ID'],
		['203.0.113.42%eth0:80', 'ZONE_ID'],
		['203.0.113.42, fe80::1%eth0', 'ZONE_ID'],
	],
	'brackets surround exactly one IPv6 address': [
		['[2001:db8::1]', '2001:db8::1'],
		['[203.0.113.42]', 'BAD_BRACKET'],
		['[203.0.113.42]:80', 'BAD_BRACKET'],
		['[]', 'BAD_BRACKET'],
		['[]:80', 'BAD_BRACKET'],
		['[', 'BAD_BRACKET'],
		['[2001:db8::1', 'BAD_BRACKET'],
		['[[2001:db8::1]]', 'BAD_BRACKET'],
		['[2001:db8::1]]', 'BAD_BRACKET'],
		['[2001:db8::1]80', 'BAD_BRACKET'],
		['[2001:db8::1] :80', 'BAD_BRACKET'],
		['[[2001:db8::1]', 'NOT_IP'],
		['[ 2001:db8::1 ]', 'NOT_IP'],
		['[unknown]', 'NOT_IP'],
		[']2001:db8::1[', 'NOT_IP'],
	],
	'quotes surround exactly one entry': [
		['"203.0.113.42:80"', '203.0.113.42'],
		['"2001:DB8::1"', '2001:db8::1'],
		['""203.0.113.42""', 'BAD_QUOTE'],
		['"\\"203.0.113.42\\""', 'BAD_QUOTE'],
		['203.0.113.42"', 'BAD_QUOTE'],
		['203.0."113".42', 'BAD_QUOTE'],
		['"203.0.113.42":80', 'BAD_QUOTE'],
		['"', 'BAD_QUOTE'],
		['"203.0.113.42, 198.51.100.7"', 'BAD_QUOTE'],
		['"203.0\\.113.42"', 'BAD_QUOTE'],
		['["2001:db8::1"]', 'BAD_QUOTE'],
		["'203.0.113.42'", 'NOT_IP'],
		['" 203.0.113.42 "', 'NOT_IP'],
	],
	'RFC 7239 names stand for no address': [
		['UnKnown', 'UNKNOWN'],
		['"unknown"', 'UNKNOWN'],
		['unknown:80', 'UNKNOWN'],
		['_hidden:80', 'OBFUSCATED'],
		['"_gazonk"', 'OBFUSCATED'],
		['_', 'OBFUSCATED'],
		['unknown.example', 'NOT_IP'],
		['for=203.0.113.42', 'NOT_IP'],
		['for="[2001:db8::1]"', 'BAD_QUOTE'],
		['localhost', 'NOT_IP'],
		['http://203.0.113.42/', 'NOT_IP'],
	],
	'blanks around the entries are space and tab': [
		[' 203.0.113.42 ', '203.0.113.42'],
		['\t203.0.113.42\t', '203.0.113.42'],
		['203.0.113.42 ,\t198.51.100.7', '203.0.113.42, 198.51.100.7'],
		['203.0.113.42,198.51.100.7', '203.0.113.42, 198.51.100.7'],
		['203.0.113.42\t198.51.100.7', 'NOT_IP'],
		['203.0.113.42; 198.51.100.7', 'NOT_IP'],
	],
	'empty elements of the list are ignored, as RFC 9110 §5.6.1 asks of recipients': [
		['203.0.113.42,', '203.0.113.42'],
		[',203.0.113.42', '203.0.113.42'],
		[' ,\t, 203.0.113.42 , ,', '203.0.113.42'],
		['203.0.113.42,,198.51.100.7', '203.0.113.42, 198.51.100.7'],
		['203.0.113.42, ,198.51.100.7', '203.0.113.42, 198.51.100.7'],
		[',', NO_HEADER],
		[' ,\t, ', NO_HEADER],
		['203.0.113.42,,unknown', 'UNKNOWN'],
	],
	'quotation marks around nothing are no empty element': [
		['203.0.113.42,""', 'EMPTY'],
		['"",203.0.113.42', 'EMPTY'],
		[',"",', 'EMPTY'],
	],
	'control characters and everything outside ASCII are refused, at the edges, too': [
		['203.0.113.42\n', 'ILLEGAL_CHAR'],
		['\r\n203.0.113.42', 'ILLEGAL_CHAR'],
		['203.0.113.42\0', 'ILLEGAL_CHAR'],
		['\n', 'ILLEGAL_CHAR'],
		['203.0.113.42\v', 'ILLEGAL_CHAR'],
		['203.0.113.42\f', 'ILLEGAL_CHAR'],
		['203.0.113.42\x1b[0m', 'ILLEGAL_CHAR'],
		['\u00a0203.0.113.42', 'ILLEGAL_CHAR'],
		['203.0.113.42\u00a0', 'ILLEGAL_CHAR'],
		['203.0.113.42,\u00a0198.51.100.7', 'ILLEGAL_CHAR'],
		['\ufeff203.0.113.42', 'ILLEGAL_CHAR'],
		['203.0.113.42\u0085', 'ILLEGAL_CHAR'],
		['203.0.113.42\u200b', 'ILLEGAL_CHAR'],
		['２０３.0.113.42', 'ILLEGAL_CHAR'],
		['203。0。113。42', 'ILLEGAL_CHAR'],
		['٢٠٣.0.113.42', 'ILLEGAL_CHAR'],
		['203.0.113.42：80', 'ILLEGAL_CHAR'],
		['2001:db8::１', 'ILLEGAL_CHAR'],
		['203.0.113.42\ud83d', 'ILLEGAL_CHAR'],
	],
	'limits: 30 addresses and 2048 bytes': [
		[Array(30).fill('192.0.2.1').join(','), Array(30).fill('192.0.2.1').join(', ')],
		[Array(31).fill('192.0.2.1').join(','), 'TOO_MANY'],
		[Array(30).fill('192.0.2.1').join(', ,').concat(',,,'), Array(30).fill('192.0.2.1').join(', ')],
		[Array(31).fill('192.0.2.1').join(', ,'), 'TOO_MANY'],
		[','.repeat(2048), NO_HEADER],
		[','.repeat(2049), 'TOO_LONG'],
		['203.0.113.42'.padEnd(2048), '203.0.113.42'],
		['203.0.113.42'.padStart(2049), 'TOO_LONG'],
		[' '.repeat(2049), 'TOO_LONG'],
		['é'.repeat(1025), 'TOO_LONG'],
		['é'.repeat(1024), 'ILLEGAL_CHAR'],
	],
};

for (const [title, cases] of Object.entries(FURTHER)) {
	describe(title, () => {
		for (const [input, expected] of cases) {
			const shown = JSON.stringify(input) ?? 'undefined';
			it(`${shown.slice(0, 60)} gives ${expected?.slice(0, 40) ?? 'no header'}`, () => {
				expect(outcome(input)).toBe(expected);
			});
		}
	});
}

describe('a refusal', () => {
	it('names the first entry that is wrong, counted from 1, as it was written', () => {
		expect(normaliseForwardedFor('203.0.113.42,  [::1]x , unknown')).toEqual({
			ok: false,
			code: 'BAD_BRACKET',
			entry: { position: 2, text: '[::1]x' },
		});
	});

	it('counts empty elements when it says where the wrong one is', () => {
		expect(normaliseForwardedFor(',, unknown')).toMatchObject({ entry: { position: 3, text: 'unknown' } });
	});

	it('shortens an endless entry', () => {
		const result = normaliseForwardedFor('x'.repeat(2000));
		expect(result).toMatchObject({ entry: { text: `${'x'.repeat(60)}...` } });
	});

	it('does not repeat illegal characters', () => {
		expect(normaliseForwardedFor('203.0.113.42\r\nX-Admin: 1')).toEqual({ ok: false, code: 'ILLEGAL_CHAR' });
	});
});

describe('describeXffProblem', () => {
	it('completes a sentence that starts with the name of the field', () => {
		expect(describeXffProblem('UNKNOWN')).toBe('holds "unknown" where an IP address is expected');
	});

	it('has other words for each problem, without jargon or a full stop', () => {
		const codes = ['BAD_PORT', 'NOT_IP', 'ZONE_ID', 'BAD_BRACKET', 'UNKNOWN', 'OBFUSCATED'] as const;
		const others = ['ILLEGAL_CHAR', 'BAD_QUOTE', 'EMPTY', 'TOO_MANY', 'TOO_LONG', 'NOT_STRING'] as const;
		const sentences = [...codes, ...others].map(describeXffProblem);
		expect(new Set(sentences).size).toBe(12);
		for (const sentence of sentences)
			expect(sentence).toMatch(/^(holds|is) (?!.*(RFC|ASCII|byte|delimit)).*[^.]$/);
	});
});
