import { describe, expect, it } from 'vitest';
import { readOutcome } from '../../../../nodes/Tango/core/api/answer.ts';
import type { Endpoint } from '../../../../nodes/Tango/core/api/endpoint.ts';
import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import { isAcknowledged, isForeignAnswer } from '../../../../nodes/Tango/core/call/foreignAnswer.ts';
import { json } from '../../support/core.ts';

function isForeign(endpoint: Endpoint, status: number, body: unknown, externalRefID?: string): boolean {
	const seen = readOutcome(json(status, body), (text) => text);
	if (seen.kind === 'failure') throw new Error('not an answer');
	return isForeignAnswer(endpoint, externalRefID === undefined ? {} : { externalRefID }, seen);
}

const { createOrder, createCustomer, createAccount, getAccount } = ENDPOINTS;

describe('an answer to an order', () => {
	it.each<[string, number, unknown]>([
		['names the order', 200, { referenceOrderID: 'RA1' }],
		['names the reference', 200, { externalRefID: 't1abc' }],
		['names the reference in other letters', 200, { externalRefID: 'T1ABC' }],
		['says 201 and nothing else, for a paid answer has any shape', 201, {}],
		['says 201 with a reference of another type', 201, { externalRefID: 7 }],
	])('is Tango’s when it %s', (_why, status, body) => {
		expect(isForeign(createOrder, status, body, 't1abc')).toBe(false);
	});

	it.each<[string, number, unknown]>([
		['names nothing', 200, { status: 'ok' }],
		['is a list', 200, []],
		['names nothing and says 202', 202, { queued: true }],
		['names another reference', 200, { referenceOrderID: 'RA1', externalRefID: 'other' }],
		['names another reference and says 201', 201, { externalRefID: 'other' }],
	])('is not Tango’s when it %s', (_why, status, body) => {
		expect(isForeign(createOrder, status, body, 't1abc')).toBe(true);
	});
});

describe('other answers', () => {
	it.each<[Endpoint, string]>([
		[createCustomer, 'customerIdentifier'],
		[createAccount, 'accountIdentifier'],
	])('to a creation have to name what was created, unless they say 201', (endpoint, name) => {
		expect(isForeign(endpoint, 200, { [name]: 'acme' })).toBe(false);
		expect(isForeign(endpoint, 201, {})).toBe(false);
		expect(isForeign(endpoint, 200, { status: 'ok' })).toBe(true);
	});

	it.each([301, 400, 403, 409, 503])('that say no (%i) are judged by their status', (status) => {
		expect(isForeign(createOrder, status, { errors: [], externalRefID: 'other' }, 't1abc')).toBe(false);
	});

	it('to a read are taken as they are', () => {
		expect(isForeign(getAccount, 200, {})).toBe(false);
	});
});

describe('an answer that needs no body', () => {
	const patch: Endpoint = { method: 'PATCH', path: '/x', safety: 'repeatable', acknowledged: 202 };
	const remove: Endpoint = { method: 'DELETE', path: '/x', safety: 'repeatable', acknowledged: 204 };
	const isTaken = (endpoint: Endpoint, status: number, body: string, type = 'application/json') => {
		const seen = readOutcome(
			{ kind: 'answer', status, headers: { 'content-type': type }, body },
			(text) => text,
		);
		if (seen.kind === 'failure') throw new Error('not an answer');
		return isAcknowledged(endpoint, seen);
	};

	it('is the status that the endpoint names, with Tango’s mere word or nothing', () => {
		expect(isTaken(patch, 202, '"Accepted"')).toBe(true);
		expect(isTaken(remove, 204, '')).toBe(true);
	});

	it.each([
		['another status', patch, 200, '"Accepted"', 'application/json'],
		['a page of somebody on the way', patch, 202, '<html>', 'text/html'],
		['an endpoint that answers in JSON', createOrder, 202, '"Accepted"', 'application/json'],
	] as const)('is not %s', (_what, endpoint, status, body, type) => {
		expect(isTaken(endpoint, status, body, type)).toBe(false);
	});
});
