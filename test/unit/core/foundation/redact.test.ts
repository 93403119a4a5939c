import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createRedactor } from '../../../../nodes/Tango/core/foundation/redact.ts';

const SECRET = 's3cr/t+"é" k&y';

function base64(text: string): string {
	return Buffer.from(text).toString('base64');
}

/** Python's json.dumps: everything outside ASCII escaped. */
function asciiJson(text: string): string {
	return JSON.stringify(text)
		.slice(1, -1)
		.replace(/[\x7f-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Everything but letters and digits, by code point. */
function signs(text: string, write: (codePoint: number) => string): string {
	return text.replace(/[^A-Za-z0-9]/gu, (sign) => write(sign.codePointAt(0) ?? 0));
}

/** .NET's JavaScriptEncoder: signs of ASCII escaped, too. */
function cautiousJson(text: string): string {
	return text.replace(/[^A-Za-z0-9]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Processor time, so that a busy machine does not make the test fail. */
function cpuMsOf(action: () => void): number {
	const before = process.cpuUsage();
	action();
	return process.cpuUsage(before).user / 1000;
}

/** How others write a secret. Written once more here, so that a form missing in the module is noticed. */
const FORMS: Record<string, (secret: string) => string> = {
	'as it is': (secret) => secret,
	'in JSON': (secret) => JSON.stringify(secret).slice(1, -1),
	'in JSON with slashes escaped': (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
	'in ASCII-only JSON': asciiJson,
	'in JSON with signs escaped': cautiousJson,
	'in JSON with signs escaped in upper case': (secret) =>
		cautiousJson(secret).replace(/\\u..../g, (escape) => `\\u${escape.slice(2).toUpperCase()}`),
	'percent-encoded': (secret) => encodeURIComponent(secret),
	'percent-encoded in lower case': (secret) =>
		encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase()),
	'form-encoded': (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
	'percent-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
	'form-encoded, then percent-encoded': (secret) =>
		encodeURIComponent(new URLSearchParams({ a: secret }).toString().slice(2)),
	'in HTML': (secret) => secret.replace(/[&<>]/g, (one) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt' }[one]};`),
	'in an HTML attribute': (secret) =>
		secret.replace(
			/[&<>"']/g,
			(one) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' }[one]};`,
		),
	'in HTML with decimal numbers': (secret) => signs(secret, (code) => `&#${code};`),
	'in HTML with padded decimal numbers': (secret) =>
		signs(secret, (code) => `&#${`${code}`.padStart(7, '0')};`),
	'in HTML with hexadecimal numbers': (secret) => signs(secret, (code) => `&#x${code.toString(16)};`),
	'in HTML with padded hexadecimal numbers': (secret) =>
		signs(secret, (code) => `&#X${code.toString(16).toUpperCase().padStart(6, '0')};`),
	'in hex': (secret) => Buffer.from(secret).toString('hex'),
	'in hex in upper case': (secret) => Buffer.from(secret).toString('hex').toUpperCase(),
	'in base64': base64,
	'in base64 without padding': (secret) => base64(secret).replace(/=+$/, ''),
	'in base64url': (secret) => Buffer.from(secret).toString('base64url'),
};

describe('createRedactor', () => {
	for (const [name, write] of Object.entries(FORMS)) {
		it(`takes a secret out ${name}`, () => {
			const redact = createRedactor([SECRET]);
			expect(redact(`before <${write(SECRET)}> after`)).toBe('before <[redacted]> after');
		});
	}

	it('takes a secret out of which only some signs are escaped, each in its own way', () => {
		const redact = createRedactor(['p+ss/w"rd&']);
		expect(redact('<p&#43;ss/w&quot;rd&#x0026;>')).toBe('<[redacted]>');
		expect(redact(String.raw`<p\u002Bss/w\"rd&>`)).toBe('<[redacted]>');
		expect(redact('<p+ss%2Fw%22rd%26>')).toBe('<[redacted]>');
		expect(redact('<p%252bss/w%2522rd&>')).toBe('<[redacted]>');
	});

	it('takes a secret out whose own signs are those of escapes', () => {
		for (const secret of ['100%25', 'a&amp;b', 'a&#43;b', String.raw`a\u002b`, String.raw`ab\c`]) {
			for (const write of Object.values(FORMS)) {
				expect(createRedactor([secret])(`<${write(secret)}>`)).toBe('<[redacted]>');
			}
		}
	});

	it('takes every occurrence out', () => {
		expect(createRedactor(['hunter22'])('hunter22,hunter22 hunter22')).toBe(
			'[redacted],[redacted] [redacted]',
		);
	});

	it('takes a secret out of something longer in base64, wherever it stands', () => {
		const redact = createRedactor(['hunter22hunter']);
		for (const before of ['', 'u', 'us', 'use', 'user:']) {
			for (const after of ['', 'x', 'xy', 'xyz', ':more']) {
				const encoded = base64(`${before}hunter22hunter${after}`);
				const [left = '', right] = redact(encoded).split('[redacted]');
				expect(right).toBeDefined();
				// 14 bytes are 18 2/3 characters; at most a part of one at each end belongs to the neighbours.
				expect(encoded.length - left.length - (right ?? '').length).toBeGreaterThanOrEqual(18);
			}
		}
	});

	it('takes the longer of two overlapping secrets', () => {
		expect(createRedactor(['abcd', 'abcdefgh'])('<abcdefgh>')).toBe('<[redacted]>');
	});

	it('ignores secrets shorter than four characters, which would shred the text', () => {
		expect(createRedactor(['', 'a', 'abc'])('abc is a text')).toBe('abc is a text');
		expect(createRedactor(['abcd'])('abcd is a text')).toBe('[redacted] is a text');
	});

	it('leaves a text without secrets as it is', () => {
		const text = 'HTTP 503 from /raas/v2/orders after 3 attempts ($& [redacted])';
		expect(createRedactor([SECRET])(text)).toBe(text);
		expect(createRedactor([])(text)).toBe(text);
	});

	it.each([
		['Authorization: Bearer abc.def-ghi', 'Authorization: Bearer [redacted]'],
		['authorization: basic dXNlcjprZXk=', 'authorization: basic [redacted]'],
		['BEARER   abc, more', 'BEARER   [redacted] more'],
		['Bearer%20abc', 'Bearer%20[redacted]'],
		['auth=Basic+abc', 'auth=Basic+[redacted]'],
		['{"a":"Bearer abc","b":1}', '{"a":"Bearer [redacted]'],
		['Bearer a then Basic b', 'Bearer [redacted] then Basic [redacted]'],
		['authorization: DPoP abcdefgh.ijklmnop', 'authorization: DPoP [redacted]'],
		['DPoP%20abcdefghijklmnop', 'DPoP%20[redacted]'],
		['The DPoP proof is too old', 'The DPoP proof is too old'],
		['bearer', 'bearer'],
		['the basics', 'the basics'],
		['Basic authentication is not allowed', 'Basic authentication is not allowed'],
		['no bearer auth, please', 'no bearer auth, please'],
		['Basic authenticationZm9v', 'Basic [redacted]'],
		['Basic auth=Zm9v', 'Basic [redacted]'],
		['token eyJhbGciOiJI.eyJzdWIi.sig has expired', 'token [redacted] has expired'],
	])('%j becomes %j without knowing the secret', (text, expected) => {
		expect(createRedactor([])(text)).toBe(expected);
	});

	it('takes a known secret with a blank in it out whole after the scheme', () => {
		expect(createRedactor(['first second'])('Bearer first second third')).toBe('Bearer [redacted] third');
	});

	it('still knows the scheme when a secret is part of its name', () => {
		expect(createRedactor(['Bear'])('Bearer token')).toBe('[redacted]er [redacted]');
	});

	it('chooses another placeholder when a secret looks like the usual one', () => {
		expect(createRedactor(['redacted'])('<redacted>')).toBe('<█>');
		expect(createRedactor(['x[re'])('<x[re>')).toBe('<█>');
		expect(createRedactor(['REDA', '████'])('<████>')).toBe('<▉>');
	});

	it('reads special characters of a pattern as they are', () => {
		expect(createRedactor(['a.c*'])('abcc a.c*')).toBe('abcc [redacted]');
		expect(createRedactor(['^(a|b)+$', '[a-z]{4}', 'q\\dq'])('aabb wxyz q1q ^(a|b)+$ q\\dq')).toBe(
			'aabb wxyz q1q █ █',
		);
	});

	it('is linear: a megabyte of near misses within a second', () => {
		const redact = createRedactor(['aaaaaaaaab', SECRET]);
		const schemes = ['DPoP ', 'dpop+%20', 'Basic ', ' ', 'Bearer+', '%20', 'bearer%20+'];
		for (const piece of [...schemes, 'a', '\\', '%25', 's3cr%252', '&amp;', '&#0', 's3cr&#x000']) {
			const cpuMs = cpuMsOf(() => redact(`Basic ${piece.repeat(1_000_000 / piece.length)}`));
			const withoutScheme = cpuMsOf(() => redact(piece.repeat(1_000_000 / piece.length)));
			expect(cpuMs).toBeLessThan(1000);
			expect(withoutScheme).toBeLessThan(1000);
		}
	});

	it('never goes back to read an escape another way', () => {
		// Each sign begins more than one spelling: 40 of them could be read in more ways than there is time for.
		for (const piece of ['\\', '%', '%25', '&', '&amp;', '&#38;', '+ ', '\0']) {
			const redact = createRedactor([`${piece.repeat(40)}x`]);
			const nearMiss = Object.values(FORMS).map((write) => write(`${piece.repeat(100)}y`));
			expect(cpuMsOf(() => redact(nearMiss.join(' ').slice(0, 20_000)))).toBeLessThan(1000);
		}
	});

	it.each(Object.entries(FORMS))('takes the longest of tokens out %s', (_, write) => {
		const token = 'eyJ+/=._-abcDEF1'.repeat(1024);
		const redacted = createRedactor([token])(`<${write(token)}> "`);
		// In hex, the last byte is beyond what a pattern can hold.
		expect(redacted).toMatch(/^<\[redacted\](31)?> "$/);
	});
});

describe('for all secrets', () => {
	const anySecret = fc.oneof(
		fc.string({ unit: 'binary', minLength: 4, maxLength: 24 }),
		fc.string({ minLength: 4, maxLength: 24 }),
		fc.stringMatching(/^[redact[\]Bb ]{4,8}$/),
		fc.constantFrom('[redacted]', 'redacted', 'Bearer ', 'Basic', 'aaaa', 'abab', '$&$&', '%20%20'),
	);
	const written = fc.constantFrom(...Object.values(FORMS));

	it('the output holds none of the forms', () => {
		const glue = fc.oneof(
			fc.string({ maxLength: 4 }),
			fc.constantFrom('', 'Bearer ', '[redacted]', '[', ']'),
		);
		const embedded = fc.array(fc.tuple(glue, written, fc.boolean()), { minLength: 1, maxLength: 5 });
		fc.assert(
			fc.property(anySecret, anySecret, embedded, (one, other, pieces) => {
				const [first, second] = [one, other].map((secret) => Buffer.from(secret).toString());
				if (first === undefined || second === undefined) return;
				const text = pieces
					.map(([before, write, isFirst]) => before + write(isFirst ? first : second))
					.join('');
				const redacted = createRedactor([first, second])(text);
				for (const write of Object.values(FORMS)) {
					expect(redacted).not.toContain(write(first));
					expect(redacted).not.toContain(write(second));
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('a text made of overlapping pieces of the secret holds none of it either', () => {
		const pieces = fc.array(fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 })), { maxLength: 12 });
		fc.assert(
			fc.property(fc.stringMatching(/^[ab]{4,8}$/), pieces, (secret, cuts) => {
				const text = cuts.map(([from, to]) => secret.slice(from, to)).join('');
				expect(createRedactor([secret])(text)).not.toContain(secret);
			}),
		);
	});

	it('half an emoji in a secret breaks nothing', () => {
		expect(createRedactor(['abc\ud83d'])('<abc\ud83d> <abc\ufffd>')).toBe('<[redacted]> <[redacted]>');
	});
});
