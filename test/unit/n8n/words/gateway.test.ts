import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

import {
	TangoError,
	type TangoErrorCode,
	type TangoErrorFacts,
} from '../../../../nodes/Tango/core/foundation/errors.ts';
import { explain } from '../../../../nodes/Tango/n8n/words/explain.ts';

const told = (code: TangoErrorCode, facts: TangoErrorFacts = {}) => {
	const { message, description } = explain(new TangoError(code, facts));
	return `${message}. ${description}`;
};

/** One row per kind of refusal: what is known, and the words that tell a reader this one from the others. */
const KINDS: ReadonlyArray<readonly [string, TangoErrorCode, TangoErrorFacts, RegExp]> = [
	[
		'an address with a port in X-Forwarded-For',
		'BLOCKED_BY_LOAD_BALANCER',
		{ status: 403 },
		/load balancer refused.*before Tango saw it.*X-Forwarded-For with a port/,
	],
	[
		'more than 30 addresses in X-Forwarded-For',
		'BLOCKED_BY_LOAD_BALANCER',
		{ status: 463 },
		/more than 30 addresses/,
	],
	[
		'a request that looks like a browser’s',
		'PERMISSION_REFUSED',
		{ status: 403, i18nKey: '403.001' },
		/did not authorise.*other Environment.*web browser.*Origin/,
	],
	[
		'a credential of the other environment',
		'PERMISSION_REFUSED',
		{ status: 403, i18nKey: '403.015' },
		/made for the Environment.*sandbox key does not work in production/,
	],
	[
		'a rule of the contract',
		'PERMISSION_REFUSED',
		{ status: 403, i18nKey: '403.016' },
		/The credential works.*Tango contact/,
	],
	['a block page', 'PROXY', { status: 403, reason: 'webPage' }, /answered instead of Tango.*web page/],
	[
		'a captive portal',
		'PROXY',
		{ status: 302, redirectHost: 'portal.example.test' },
		/sent on to portal\.example\.test.*log-in page/,
	],
	[
		'a proxy that refuses the address',
		'PROXY',
		{ reason: 'proxy', detail: 'PROXY_STATUS_403' },
		/does not allow connections to Tango.*allow .*api\.tangocard\.com.*port 443/,
	],
	[
		'a proxy that wants a password',
		'PROXY',
		{ reason: 'proxyAuthentication', detail: 'PROXY_STATUS_407' },
		/wants a user name and password.*HTTPS_PROXY/,
	],
];

describe('What refused the request is told apart', () => {
	it.each(KINDS)('%s has words of its own', (_what, code, facts, words) => {
		expect(told(code, facts)).toMatch(words);
		const others = KINDS.filter(([, , other]) => other !== facts);
		for (const [, otherCode, otherFacts] of others) expect(told(otherCode, otherFacts)).not.toMatch(words);
	});

	it('the load balancer’s refusal names the fix for every product of Tango’s guide and the page with the settings', async () => {
		const words = told('BLOCKED_BY_LOAD_BALANCER', { status: 403 });
		const page = await readFile(new URL('../../../../docs/gateways.md', import.meta.url), 'utf8');
		for (const product of ['Azure API Management', 'MuleSoft', 'AWS API Gateway', 'nginx', 'Salesforce']) {
			expect(words).toContain(product);
			expect(page).toContain(`### ${product}`);
		}
		expect(words).toContain('docs/gateways.md');
	});

	it.each([
		['Azure API Management', /set-header name="X-Forwarded-For" exists-action="override">\s*<value>[\d.]+</],
		['MuleSoft', /attributes\.headers - "x-forwarded-for"/],
		['AWS API Gateway', /integration\.request\.header\.X-Forwarded-For: "'[\d.]+'"/],
		['nginx', /proxy_set_header X-Forwarded-For \$remote_addr;/],
		['Salesforce', /setHeader\('X-Forwarded-For', '[\d.]+'\)/],
	])('the page with the settings has one to copy for %s', async (product, setting) => {
		const page = await readFile(new URL('../../../../docs/gateways.md', import.meta.url), 'utf8');
		const [, section = ''] = page.split(`### ${product}\n`);
		expect(section.split('\n##')[0]).toMatch(setting);
	});

	it('the page with the settings says how to make sure that the header is the cause', async () => {
		const page = await readFile(new URL('../../../../docs/gateways.md', import.meta.url), 'utf8');
		expect(page).toMatch(/send one request .* header set by hand, once with a port and once without/);
	});

	it('the load balancer’s refusal says whether the node itself sent the header', () => {
		expect(told('BLOCKED_BY_LOAD_BALANCER', { status: 403 })).toContain('This node sent no such header');
		expect(told('BLOCKED_BY_LOAD_BALANCER', { status: 403, forwardedFor: '203.0.113.42' })).toContain(
			'This node sent "203.0.113.42", which is well formed',
		);
	});

	it('a page instead of the answer to an order is mentioned beside the doubt', () => {
		expect(told('OUTCOME_UNKNOWN', { reason: 'webPage', status: 200, externalRefID: 't1' })).toMatch(
			/not known.*A web page came.*same reference/,
		);
		expect(told('OUTCOME_UNKNOWN', { externalRefID: 't1' })).not.toContain('web page');
	});
});
