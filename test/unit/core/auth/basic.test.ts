import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { basicAuthorization } from '../../../../nodes/Tango/core/auth/basic.ts';

const refusalOf = (field: string) =>
	expect.objectContaining({
		code: 'INVALID_CREDENTIALS_FIELD',
		facts: expect.objectContaining({ field }),
	});

/** Any text that the scheme can carry. */
const sendable = fc
	.string({ unit: 'grapheme', minLength: 1 })
	.filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));

describe('basicAuthorization', () => {
	it('encodes the example of RFC 7617', () => {
		expect(basicAuthorization('Aladdin', 'open sesame')).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
	});

	it('encodes as UTF-8, as in the second example of RFC 7617', () => {
		expect(basicAuthorization('test', '123£')).toBe('Basic dGVzdDoxMjPCow==');
	});

	it('gives one header line that decodes to name and key, whatever they hold', () => {
		fc.assert(
			fc.property(
				sendable.filter((name) => !name.includes(':')),
				sendable,
				(name, key) => {
					const header = basicAuthorization(name, key);
					expect(header).toMatch(/^Basic [A-Za-z0-9+/]+=*$/);
					const decoded = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8');
					const colon = decoded.indexOf(':');
					expect([decoded.slice(0, colon), decoded.slice(colon + 1)]).toEqual([name, key]);
				},
			),
		);
	});

	it('keeps a colon in the key', () => {
		expect(basicAuthorization('a', 'b:c')).toBe(`Basic ${btoa('a:b:c')}`);
	});

	it.each([
		['an empty platform name', '', 'key', 'platformName'],
		['an empty key', 'name', '', 'apiKey'],
		['a colon in the platform name', 'na:me', 'key', 'platformName'],
		['half an emoji', 'name', 'key\ud83d', 'apiKey'],
	])('refuses %s and names the field', (_what, name, key, field) => {
		expect(() => basicAuthorization(name, key)).toThrow(refusalOf(field));
	});

	it.each(['\r', '\n', '\0', '\t', '\x1b', '\x7f', '\x85'])(
		'refuses the control character %j in either',
		(char) => {
			expect(() => basicAuthorization(`na${char}me`, 'key')).toThrow(refusalOf('platformName'));
			expect(() => basicAuthorization('name', `key${char}`)).toThrow(refusalOf('apiKey'));
		},
	);

	it('names the second key when that is the bad one', () => {
		expect(() => basicAuthorization('name', 'k\n', 'secondaryApiKey')).toThrow(refusalOf('secondaryApiKey'));
	});

	it('does not put the bad value into the error', () => {
		expect(() => basicAuthorization('name', 'hidden\n')).toThrow(
			expect.not.objectContaining({ message: expect.stringContaining('hidden') }),
		);
	});
});
