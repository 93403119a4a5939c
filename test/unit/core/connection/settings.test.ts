import { describe, expect, it } from 'vitest';

import { readAddresses, type ConnectionSettings } from '../../../../nodes/Tango/core/connection/settings.ts';
import { basicSettings, oauthSettings } from '../../support/settings.ts';

function custom(baseUrl: string, tokenUrl = 'https://gateway.example.test/oauth/token'): ConnectionSettings {
	return oauthSettings({ environment: 'custom', baseUrl }, { tokenUrl });
}

describe('the addresses', () => {
	it.each([
		[
			'sandbox',
			'https://integration-api.tangocard.com/raas/v2',
			'https://sandbox-auth.tangocard.com/oauth/token',
		],
		['production', 'https://api.tangocard.com/raas/v2', 'https://auth.tangocard.com/oauth/token'],
	] as const)(
		'of %s are Tango’s, whatever stands in the fields for custom ones',
		(environment, baseUrl, tokenUrl) => {
			const settings = oauthSettings(
				{ environment, baseUrl: 'http://evil.example.test' },
				{ tokenUrl: 'http://evil.example.test' },
			);
			expect(readAddresses(settings)).toEqual({ baseUrl, tokenUrl });
		},
	);

	it('of a custom environment are taken without blanks around and slashes behind', () => {
		expect(readAddresses(custom(' https://gateway.example.test/raas/v2// '))).toEqual({
			baseUrl: 'https://gateway.example.test/raas/v2',
			tokenUrl: 'https://gateway.example.test/oauth/token',
		});
	});

	it('need no token address with Basic', () => {
		expect(
			readAddresses(basicSettings({ environment: 'custom', baseUrl: 'https://gateway.example.test' })),
		).toEqual({
			baseUrl: 'https://gateway.example.test',
			tokenUrl: undefined,
		});
	});
});

const BAD: ReadonlyArray<readonly [address: string, problem: string]> = [
	['', 'is empty'],
	['   ', 'is empty'],
	['gateway.example.test', 'is not a web address such as https://…'],
	['https://', 'is not a web address such as https://…'],
	['http://gateway.example.test', 'must start with https://'],
	['ftp://gateway.example.test', 'must start with https://'],
	['javascript:alert(1)', 'must start with https://'],
	['https://me@gateway.example.test', 'must not hold a user name or password'],
	['https://me:fake@gateway.example.test', 'must not hold a user name or password'],
	['https://gateway.example.test/?a=b', 'must not hold "?" or "#"'],
	['https://gateway.example.test/#a', 'must not hold "?" or "#"'],
	['https://gateway.example.test/raas/v2?', 'must not hold "?" or "#"'],
	['https://gateway.example.test/raas/v2#', 'must not hold "?" or "#"'],
];

describe.each(BAD)('the address %j', (address, problem) => {
	it('is refused as Base URL', () => {
		expect(() => readAddresses(custom(address))).toThrow(
			expect.objectContaining({ code: 'INVALID_CREDENTIALS_FIELD', facts: { field: 'baseUrl', problem } }),
		);
	});

	it('is refused as Token URL', () => {
		expect(() => readAddresses(custom('https://gateway.example.test', address))).toThrow(
			expect.objectContaining({ code: 'INVALID_CREDENTIALS_FIELD', facts: { field: 'tokenUrl', problem } }),
		);
	});
});
