import { describe, expect, it } from 'vitest';

import { checkAddresses, egressFilterOf } from '../../../../nodes/Tango/n8n/credential/egress.ts';
import { settle } from '../../support/core.ts';
import { basicSettings, oauthSettings } from '../../support/settings.ts';
import { testFilter, Refused } from '../../../support/egressFilter.ts';

const CUSTOM = { environment: 'custom', baseUrl: 'https://gateway.example.test/raas/v2' } as const;
const TOKEN_URL = 'https://tokens.example.test/oauth/token';

describe('egressFilterOf', () => {
	it('gives none on an n8n that has none', () => {
		expect(egressFilterOf({ helpers: {} })).toBeUndefined();
	});

	it('gives n8n’s own filter, the same object each time', () => {
		const filter = { ...testFilter(), validateConnectionHost: () => ok, validateRedirectSync: () => {} };
		const validateUrl = async () => await Promise.resolve(ok);
		const helpers = { getSecureEgressFilter: () => Object.assign(filter, { validateUrl }) };
		expect(egressFilterOf({ helpers })).toBe(egressFilterOf({ helpers }));
	});
});

const ok = { ok: true, result: undefined } as const;

describe('checkAddresses, where n8n gives no filter', () => {
	/** Refuses one address as n8n's request helper would; all others end with what a 1 ms limit ends with. */
	function helper(refused?: string) {
		const asked: unknown[] = [];
		const request = async (options: { method: string; url: string; timeout: number }): Promise<never> => {
			asked.push(options);
			throw options.url === refused ? new Refused() : new Error('timeout of 1ms exceeded');
		};
		return { asked, request };
	}

	it('asks n8n’s request helper about Base URL and Token URL, with nothing of the credential', async () => {
		const { asked, request } = helper();
		await checkAddresses(oauthSettings(CUSTOM, { tokenUrl: TOKEN_URL }), request);
		expect(asked).toEqual([CUSTOM.baseUrl, TOKEN_URL].map((url) => ({ method: 'HEAD', url, timeout: 1 })));
	});

	it.each([CUSTOM.baseUrl, TOKEN_URL])('refuses what it refuses: %s', async (url) => {
		const { request } = helper(url);
		const checked = checkAddresses(oauthSettings(CUSTOM, { tokenUrl: TOKEN_URL }), request);
		expect(await settle(checked)).toMatchObject({
			code: 'NOT_SENT',
			facts: { reason: 'addressNotAllowed', detail: 'ERR_ADDRESS_NOT_ALLOWED' },
		});
	});

	it('passes what it answers', async () => {
		await checkAddresses(basicSettings(CUSTOM), async () => ({}));
	});

	it('asks nothing about Tango’s own addresses, which no user chooses', async () => {
		const { asked, request } = helper();
		await checkAddresses(basicSettings(), request);
		expect(asked).toEqual([]);
	});
});
