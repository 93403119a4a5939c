import { describe, expect, it } from 'vitest';

import { maskCodes } from '../../../../nodes/Tango/n8n/run/maskCodes.ts';
import { SENSITIVE_OUTPUT_FIELDS } from '../../../../nodes/Tango/Orders/order/rewardCredentials.ts';

const CODE = 'FAKE-1234';
const LINK = 'https://rewards.example/?a=1&b=2';

describe('an output item for a model', () => {
	it.each([
		['simplified', { rewardCredentials: [{ label: 'Claim Code', value: CODE }] }],
		['as Tango sends it', { reward: { credentials: { 'Claim Code': CODE }, redemptionInstructions: LINK } }],
		[
			'in a list of line items',
			{ lineItems: [{ reward: { credentialList: [{ label: 'PIN', value: CODE }] } }] },
		],
		['with a link to the reward', { embeddedRewardUrl: LINK }],
		['whose other texts repeat it', { credentials: { code: CODE }, notes: `Your code is ${CODE}.` }],
		['with a link written as HTML', { credentials: { link: LINK }, text: LINK.replaceAll('&', '&amp;') }],
		['with a code that is a number', { credentials: { pin: 98765 }, text: 'PIN 98765' }],
	])('holds no code, link or PIN, %s', (_what, json) => {
		const text = JSON.stringify(maskCodes(json));
		expect(text).toContain('[hidden]');
		expect(text).not.toMatch(/FAKE-1234|rewards\.example|98765/);
	});

	it.each(SENSITIVE_OUTPUT_FIELDS)('hides what n8n is told to hide: %s', (path) => {
		const held: unknown = [{ label: 'PIN', value: CODE, credentialList: [{ value: CODE }] }];
		const json = path.split('.').reduceRight((inner, name) => ({ [name]: inner }), held);
		expect(JSON.stringify(maskCodes({ order: 'RA-1', ...Object(json) }))).not.toContain(
			`PIN","value":"${CODE}`,
		);
	});

	it('keeps everything else, identifiers whole', () => {
		const json = {
			referenceOrderID: 'RA-1234',
			status: 'COMPLETE',
			amount: 25,
			credentials: { pin: '1234' },
		};
		expect(maskCodes(json)).toEqual({ ...json, credentials: '[hidden]' });
		expect(maskCodes({ credentialTypes: ['redemptionUrl'], country: 'US' })).toEqual({
			credentialTypes: ['redemptionUrl'],
			country: 'US',
		});
	});

	it('keeps the label of a code where others use the same words', () => {
		const json = { rewardCredentials: [{ label: 'Claim Code', value: CODE }], note: 'A Claim Code is there' };
		expect(maskCodes(json).note).toBe('A Claim Code is there');
	});
});
