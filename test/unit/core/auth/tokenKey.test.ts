import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { tokenKey } from '../../../../nodes/Tango/core/auth/tokenKey.ts';
import { GRANT, SERVICE_ACCOUNT } from './fakes.ts';

const FIELDS = ['tokenUrl', 'clientId', 'clientSecret', 'username', 'password', 'audience', 'scope'] as const;

describe('tokenKey', () => {
	it('is the same for an equal grant over an equal connection', () => {
		expect(tokenKey({ ...GRANT }, 'direct')).toBe(tokenKey(GRANT, 'direct'));
	});

	it.each(FIELDS)('changes with %s', (field) => {
		const edited = { ...SERVICE_ACCOUNT, [field]: `${SERVICE_ACCOUNT[field]}x` };
		expect(tokenKey(edited, 'direct')).not.toBe(tokenKey(SERVICE_ACCOUNT, 'direct'));
	});

	it('changes with the grant type, with DPoP and with the connection', () => {
		const keys = [
			tokenKey(SERVICE_ACCOUNT, 'direct'),
			tokenKey({ ...SERVICE_ACCOUNT, grantType: 'clientCredentials' }, 'direct'),
			tokenKey(SERVICE_ACCOUNT, 'other'),
			tokenKey({ ...SERVICE_ACCOUNT, dpop: true }, 'direct'),
		];
		expect(new Set(keys).size).toBe(4);
	});

	it('tells apart fields whose text only moved over a border', () => {
		// Digits and separators, as they are what could imitate a length.
		const text = fc.string({ unit: fc.constantFrom('1', '2', ';', '-', 'a'), maxLength: 6 });
		fc.assert(
			fc.property(text, text, fc.nat(), (id, secret, at) => {
				const joined = id + secret;
				const cut = at % (joined.length + 1);
				const moved = { ...GRANT, clientId: joined.slice(0, cut), clientSecret: joined.slice(cut) };
				const original = { ...GRANT, clientId: id, clientSecret: secret };
				expect(tokenKey(moved, '') === tokenKey(original, '')).toBe(moved.clientId === id);
			}),
		);
	});

	it('is different for any two different lists of fields', () => {
		const text = fc.string({ unit: fc.constantFrom('1', '0', ';', '-', 'é'), maxLength: 4 });
		const optional = fc.option(text, { nil: undefined });
		const fields = fc.tuple(text, text, optional, optional, text);
		const key = ([clientId, clientSecret, username, password, connection]: [
			string,
			string,
			string | undefined,
			string | undefined,
			string,
		]) => tokenKey({ ...GRANT, clientId, clientSecret, username, password }, connection);
		fc.assert(
			fc.property(fields, fields, (a, b) => {
				expect(key(a) === key(b)).toBe(a.every((field, index) => field === b[index]));
			}),
			{ numRuns: 500 },
		);
	});

	it('tells no user name from an empty one', () => {
		expect(tokenKey({ ...GRANT, username: '' }, '')).not.toBe(tokenKey(GRANT, ''));
	});

	it('is of no use without the salt', () => {
		expect(tokenKey(GRANT, '', Buffer.from('a'))).not.toBe(tokenKey(GRANT, '', Buffer.from('b')));
	});
});
