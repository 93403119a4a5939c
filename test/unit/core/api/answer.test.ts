import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
	errorFactsOf,
	readOutcome,
	redirectHost,
	type SeenAnswer,
} from '../../../../nodes/Tango/core/api/answer.ts';
import { isTangoError, TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import type { Outcome } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import { createRedactor } from '../../../../nodes/Tango/core/foundation/redact.ts';
import { API_KEY, json, LOST } from '../../support/core.ts';

const read = (outcome: Outcome) => readOutcome(outcome, createRedactor([API_KEY]));

describe('readOutcome', () => {
	it('hands a failure on as it is', () => {
		expect(read(LOST)).toBe(LOST);
	});

	it.each(['', '<html></html>', '{"a":1', 'null', 'true', '7', '"text"'])('finds no JSON in %j', (body) => {
		expect(read({ kind: 'answer', status: 200, headers: {}, body })).toMatchObject({
			json: undefined,
		});
	});

	it.each([{ a: 1 }, [1, 2], {}, []])('reads %j', (body) => {
		expect(read(json(200, body))).toMatchObject({ json: body });
	});

	it('takes the request ID of the header before that of the body', () => {
		expect(read(json(400, { requestId: 'body' }, { 'x-request-id': 'header' }))).toMatchObject({
			requestId: 'header',
		});
		expect(read(json(400, { requestId: 'body' }))).toMatchObject({ requestId: 'body' });
	});

	it('looks for an error only in answers that say no', () => {
		expect(read(json(201, { message: 'for Jane', i18nKey: 'x' }))).toMatchObject({ apiError: {} });
		expect(read(json(400, { message: 'no', i18nKey: 'x' }))).toMatchObject({
			apiError: { apiMessage: 'no', i18nKey: 'x' },
		});
	});

	it('tells a 404 of an address that Tango does not have from one of a thing that Tango does not know', () => {
		const reasonOf = (outcome: Outcome) => errorFactsOf(read(outcome), undefined).reason;
		const page = { kind: 'answer', status: 404, headers: {}, body: 'no such page' } as const;
		expect(reasonOf(page)).toBe('unknownAddress');
		expect(reasonOf(json(404, { error: 'Not Found', path: '/raas/v3/orders' }))).toBe('unknownAddress');
		expect(reasonOf(json(404, { i18nKey: '404.003' }))).toBeUndefined();
		expect(reasonOf(json(404, { message: 'no' }, { 'x-request-id': 'r-1' }))).toBeUndefined();
		expect(reasonOf(json(400, { error: 'Bad Request' }))).toBeUndefined();
	});

	it('takes our secrets out of every field that Tango names', () => {
		const errors = [{ path: `x.${API_KEY}`, message: `not ${API_KEY}\n!` }];
		expect(read(json(400, { errors }))).toMatchObject({
			apiError: { apiFields: [{ path: 'x.[redacted]', message: 'not [redacted] !' }] },
		});
	});

	it('never throws, whatever the body', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), fc.integer({ min: 200, max: 599 }), (body, status) => {
				expect(read({ kind: 'answer', status, headers: {}, body })).toMatchObject({
					kind: 'answer',
					status,
				});
			}),
		);
	});
});

/** As AWS's load balancers write it. */
const AWS_PAGE =
	'<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n<center><h1>403 Forbidden</h1></center>\r\n</body>\r\n</html>\r\n';
const NGINX_PAGE = AWS_PAGE.replace('</center>', '</center>\r\n<hr><center>nginx</center>');

function seen(status: number, headers: Readonly<Record<string, string>>, body = ''): SeenAnswer {
	const outcome = readOutcome({ kind: 'answer', status, headers, body }, (text) => text);
	if (outcome.kind === 'failure') throw new Error('an answer was expected');
	return outcome;
}

describe('the page of AWS’s load balancer', () => {
	it.each([
		['by its name in the header', { server: 'awselb/2.0' }, '<html>anything</html>'],
		['by its words, when a reverse proxy put its own name in the header', { server: 'nginx' }, AWS_PAGE],
		['by its words, when there is no such header', {}, AWS_PAGE.replaceAll('\r', '')],
	])('is recognised %s', (_how, headers, body) => {
		expect(seen(403, headers, body).isLoadBalancerPage).toBe(true);
	});

	it.each([
		['nginx’s own page', NGINX_PAGE],
		['a block page of a firewall', '<html><head><title>403 Forbidden</title></head><body>No</body></html>'],
		['a page whose heading says something else', AWS_PAGE.replace('<h1>403', '<h1>Blocked')],
		['a page that goes on', AWS_PAGE + 'x'],
		['a page with much blank space', AWS_PAGE + ' '.repeat(2_000)],
		['nothing', ''],
	])('is not seen in %s', (_what, body) => {
		expect(seen(403, { server: 'nginx', 'content-type': 'text/html' }, body).isLoadBalancerPage).toBe(false);
	});
});

describe('a redirect', () => {
	it('gives the host it leads to and nothing else of the address', () => {
		const location = 'https://user:fake-pass@portal.example.test:8443/login?session=fake-secret';
		expect(redirectHost(seen(302, { location }))).toBe('portal.example.test');
	});

	it.each([
		['without an address', 302, {}],
		['within the same host', 302, { location: '/login' }],
		['to something that has no host', 302, { location: 'data:text/html,x' }],
		['that is none', 200, { location: 'https://portal.example.test/' }],
	])('%s gives none', (_what, status, headers) => {
		expect(redirectHost(seen(status, headers))).toBeUndefined();
	});
});

describe('TangoError', () => {
	it('is recognised from a second copy of this package, which instanceof would not do', () => {
		const other = Object.assign(new Error('CONFLICT'), { code: 'CONFLICT', facts: {} });
		other.name = 'TangoError';
		expect(isTangoError(other)).toBe(true);
	});

	it.each([
		new Error('TangoError'),
		{ name: 'TangoError', code: 'CONFLICT', facts: {} },
		'TangoError',
		undefined,
		null,
	])('is not seen in %o', (other) => {
		expect(isTangoError(other)).toBe(false);
	});

	it('has its code as message, with field and problem where there are some', () => {
		expect(new TangoError('CONFLICT').message).toBe('CONFLICT');
		expect(new TangoError('INVALID_INPUT', { field: 'amount', problem: 'is empty' }).message).toBe(
			'INVALID_INPUT: amount is empty',
		);
	});
});
