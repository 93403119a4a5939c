import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readOutcome } from '../../../nodes/Tango/core/answer.ts';
import { isTangoError, TangoError } from '../../../nodes/Tango/core/errors.ts';
import { json, LOST } from '../support/core.ts';

describe('readOutcome', () => {
	it('hands a failure on as it is', () => {
		expect(readOutcome(LOST)).toBe(LOST);
	});

	it.each(['', '<html></html>', '{"a":1', 'null', 'true', '7', '"text"'])('finds no JSON in %j', (body) => {
		expect(readOutcome({ kind: 'answer', status: 200, headers: {}, body })).toMatchObject({
			json: undefined,
		});
	});

	it.each([{ a: 1 }, [1, 2], {}, []])('reads %j', (body) => {
		expect(readOutcome(json(200, body))).toMatchObject({ json: body });
	});

	it('takes the request ID of the header before that of the body', () => {
		expect(readOutcome(json(400, { requestId: 'body' }, { 'x-request-id': 'header' }))).toMatchObject({
			requestId: 'header',
		});
		expect(readOutcome(json(400, { requestId: 'body' }))).toMatchObject({ requestId: 'body' });
	});

	it('looks for an error only in answers that say no', () => {
		expect(readOutcome(json(201, { message: 'for Jane', i18nKey: 'x' }))).toMatchObject({ apiError: {} });
		expect(readOutcome(json(400, { message: 'no', i18nKey: 'x' }))).toMatchObject({
			apiError: { apiMessage: 'no', i18nKey: 'x' },
		});
	});

	it('never throws, whatever the body', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.json()), fc.integer({ min: 200, max: 599 }), (body, status) => {
				expect(readOutcome({ kind: 'answer', status, headers: {}, body })).toMatchObject({
					kind: 'answer',
					status,
				});
			}),
		);
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
