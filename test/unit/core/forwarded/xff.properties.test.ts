import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { isIP, isIPv4 } from 'node:net';

import fc from 'fast-check';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { normaliseForwardedFor } from '../../../../nodes/Tango/core/forwarded/xff.ts';

/** The value of something that must be accepted. */
function accepted(input: string): string {
	const result = normaliseForwardedFor(input);
	if (!result.ok || result.value === undefined) throw new Error(`${input} gave ${JSON.stringify(result)}`);
	return result.value;
}

/** Addresses without port, brackets, quotes or zone, parted by ", ". */
function expectBareAddresses(value: string): void {
	expect(value).toMatch(/^[0-9a-f:., ]+$/);
	for (const entry of value.split(', ')) {
		expect(isIP(entry)).not.toBe(0);
		if (isIPv4(entry)) expect(entry).not.toContain(':');
	}
}

/** Processor time, so that a busy machine does not make the test fail. */
function cpuMsOf(action: () => void): number {
	const before = process.cpuUsage();
	action();
	return process.cpuUsage(before).user / 1000;
}

/** Mapped addresses leave the family, so the plain IPv6 properties do without them. */
const ipv6 = fc.ipV6().filter((ip) => !/^[0:]*:ffff:[^:]+(:[^:]+)?$/i.test(ip));
const decoratedIp = fc
	.record({
		ip: fc.oneof(fc.ipV4(), ipv6),
		port: fc.option(fc.integer({ min: 0, max: 65_535 }), { nil: undefined }),
		quoted: fc.boolean(),
		bracketed: fc.boolean(),
		before: fc.stringMatching(/^[ \t]{0,3}$/),
		after: fc.stringMatching(/^[ \t]{0,3}$/),
		upperCase: fc.boolean(),
	})
	.map(({ ip, port, quoted, bracketed, before, after, upperCase }) => {
		const spelt = upperCase ? ip.toUpperCase() : ip;
		const host = !isIPv4(ip) && (bracketed || port !== undefined) ? `[${spelt}]` : spelt;
		const node = port === undefined ? host : `${host}:${port}`;
		return { ip, text: before + (quoted ? `"${node}"` : node) + after };
	});

/** Text that comes near to being valid far more often than random text does. */
const nearMiss = fc
	.array(
		fc.oneof(fc.constantFrom('[', ']', ':', '"', ',', '%', '.', ' ', '::', '_', '1', 'ff'), fc.ipV4(), ipv6),
	)
	.map((pieces) => pieces.join(''));
const anyText = fc.oneof(
	nearMiss,
	fc.string({ unit: 'binary' }),
	decoratedIp.map(({ text }) => text),
);

const CODES = new Set(
	['NOT_STRING', 'TOO_LONG', 'TOO_MANY', 'ILLEGAL_CHAR', 'EMPTY', 'BAD_QUOTE'].concat([
		'BAD_BRACKET',
		'BAD_PORT',
		'ZONE_ID',
		'UNKNOWN',
		'OBFUSCATED',
		'NOT_IP',
	]),
);

describe('normaliseForwardedFor, whatever it is given', () => {
	it('never throws: it answers with a value or a known code', () => {
		fc.assert(
			fc.property(fc.oneof(anyText, fc.anything()), (input) => {
				const result = normaliseForwardedFor(input);
				return result.ok || CODES.has(result.code);
			}),
			{ numRuns: 2000 },
		);
	});

	it('leaves its own output as it is', () => {
		fc.assert(
			fc.property(anyText, (input) => {
				const once = normaliseForwardedFor(input);
				if (once.ok) expect(normaliseForwardedFor(once.value)).toEqual(once);
			}),
			{ numRuns: 2000 },
		);
	});

	it('gives nothing but bare addresses', () => {
		fc.assert(
			fc.property(fc.array(decoratedIp, { minLength: 1, maxLength: 30 }), (entries) => {
				const value = accepted(entries.map(({ text }) => text).join(','));
				expectBareAddresses(value);
			}),
		);
	});

	it('gives no address for near misses unless it is one', () => {
		fc.assert(
			fc.property(anyText, (input) => {
				const result = normaliseForwardedFor(input);
				if (result.ok && result.value !== undefined) expectBareAddresses(result.value);
			}),
			{ numRuns: 2000 },
		);
	});

	it('finds the same address under every decoration', () => {
		fc.assert(
			fc.property(decoratedIp, ({ ip, text }) => {
				const canonical = isIPv4(ip) ? ip : new URL(`http://[${ip}]/`).hostname.slice(1, -1);
				expect(accepted(text)).toBe(canonical);
			}),
			{ numRuns: 1000 },
		);
	});

	it('takes an IPv4 address out of every spelling of its mapped form', () => {
		const mapped = fc.constantFrom('::ffff:', '::FFFF:', '0:0:0:0:0:ffff:', '0000:0::0:FfFf:');
		fc.assert(
			fc.property(fc.ipV4(), mapped, fc.boolean(), (ip, prefix, asHex) => {
				const [a = 0, b = 0, c = 0, d = 0] = ip.split('.').map(Number);
				const tail = asHex ? `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}` : ip;
				expect(accepted(prefix + tail)).toBe(ip);
			}),
		);
	});

	it('treats a list as its entries, one by one', () => {
		const list = fc
			.array(decoratedIp, { minLength: 1, maxLength: 15 })
			.map((entries) => entries.map(({ text }) => text).join(','));
		fc.assert(
			fc.property(list, list, (a, b) => {
				expect(accepted(`${a},${b}`)).toBe(`${accepted(a)}, ${accepted(b)}`);
			}),
		);
	});

	it('gives the same list whatever empty elements are in it', () => {
		const nothing = fc.array(fc.stringMatching(/^[ \t]{0,2}$/), { maxLength: 3 });
		const sparse = fc.array(fc.tuple(nothing, decoratedIp), { minLength: 1, maxLength: 10 });
		fc.assert(
			fc.property(sparse, nothing, (entries, after) => {
				const texts = entries.map(([, { text }]) => text);
				const written = entries.flatMap(([before, { text }]) => [...before, text]).concat(after);
				expect(accepted(written.join(','))).toBe(accepted(texts.join(',')));
			}),
		);
	});

	it('refuses a list that holds one bad entry anywhere', () => {
		const good = fc.array(
			decoratedIp.map(({ text }) => text),
			{ maxLength: 10 },
		);
		const bad = fc.constantFrom('unknown', '_x', '""', '1.2.3', '[::1', 'fe80::1%a', '1.2.3.4:x', '"1.2.3.4');
		fc.assert(
			fc.property(good, bad, good, (before, entry, after) => {
				fc.pre(before.length + after.length > 0);
				const result = normaliseForwardedFor([...before, entry, ...after].join(','));
				expect(result).toMatchObject({ ok: false, entry: { position: before.length + 1 } });
			}),
		);
	});

	it('refuses every text with CR, LF or NUL in it', () => {
		const breaker = fc.constantFrom('\r', '\n', '\r\n', '\0');
		fc.assert(
			fc.property(anyText, breaker, anyText, (before, character, after) => {
				expect(normaliseForwardedFor(before + character + after).ok).toBe(false);
			}),
			{ numRuns: 1000 },
		);
	});

	it('answers a megabyte of the worst characters within half a second', () => {
		for (const character of ['[', ']', ':', ',', '"', '\\', ' ', '\t', '%', '.', '1', '\n', 'é', '\ud83d']) {
			const input = character.repeat(1_000_000);
			const cpuMs = cpuMsOf(() =>
				expect(normaliseForwardedFor(input)).toEqual({ ok: false, code: 'TOO_LONG' }),
			);
			expect(cpuMs).toBeLessThan(500);
		}
	});

	it('answers the longest allowed input of the worst characters at once', () => {
		for (const character of [
			'[',
			']',
			':',
			',',
			' ,',
			'"',
			'"[',
			'\\',
			' 1',
			'%',
			'.',
			'1',
			'::',
			'[:',
			'":',
		]) {
			const input = character.repeat(2048 / character.length);
			expect(cpuMsOf(() => normaliseForwardedFor(input))).toBeLessThan(200);
		}
	});
});

describe('on the wire', () => {
	let server: Server;
	let origin = '';

	beforeAll(async () => {
		server = createServer((incoming, response) => response.end(incoming.headers['x-forwarded-for']));
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const address = server.address();
		if (typeof address === 'object' && address !== null) origin = `http://127.0.0.1:${address.port}`;
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});

	it('undici sends every output exactly as it is', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(decoratedIp, { minLength: 1, maxLength: 30 }), async (entries) => {
				const value = accepted(entries.map(({ text }) => text).join(','));
				const { body } = await request(origin, { headers: { 'x-forwarded-for': value } });
				expect(await body.text()).toBe(value);
			}),
			{ numRuns: 100 },
		);
	});
});
