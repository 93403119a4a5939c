import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readApiError } from '../../../../nodes/Tango/core/api/apiError.ts';

/* Bodies from tango-api.md §7.1 and §4.1. */
describe('readApiError', () => {
	it('reads a validation error: the first entry’s key and path, the request’s ID', () => {
		expect(
			readApiError({
				requestId: '82b542f0',
				path: '/raas/v2/orders',
				httpCode: 400,
				errors: [
					{
						path: 'sender.email',
						i18nKey: '422.134',
						message: 'not a well-formed email address',
						invalidValue: 'x',
					},
				],
			}),
		).toEqual({
			requestId: '82b542f0',
			i18nKey: '422.134',
			apiMessage: 'not a well-formed email address',
			apiPath: 'sender.email',
			apiFields: [{ path: 'sender.email', message: 'not a well-formed email address' }],
		});
	});

	it('reads a message at the top', () => {
		expect(
			readApiError({ requestId: '5ec74ff1', message: 'Authentication failed.', i18nKey: '401.502' }),
		).toMatchObject({
			requestId: '5ec74ff1',
			apiMessage: 'Authentication failed.',
			i18nKey: '401.502',
		});
	});

	it('prefers the key at the top', () => {
		expect(readApiError({ i18nKey: '400.001', errors: [{ i18nKey: '422.007' }] })).toMatchObject({
			i18nKey: '400.001',
		});
	});

	it('tells all of Tango’s sentences, each once', () => {
		const errors = [{ message: 'may not be null' }, { message: 'too long' }, { message: 'may not be null' }];
		expect(readApiError({ message: 'too long', errors })).toMatchObject({
			apiMessage: 'may not be null; too long',
		});
	});

	it('does without what has another type than expected', () => {
		expect(readApiError({ requestId: 7, i18nKey: null, message: { a: 1 }, errors: 'none' })).toEqual({
			requestId: undefined,
			i18nKey: undefined,
			apiMessage: undefined,
			apiPath: undefined,
		});
	});

	it('is not kept from the other entries by one that is no object', () => {
		expect(readApiError({ errors: ['odd', { message: 'too long', i18nKey: '422.006' }] })).toMatchObject({
			apiMessage: 'too long',
		});
	});

	it('reads the first twenty of a million entries', () => {
		const errors = Array.from({ length: 1_000_000 }, (_, index) => ({ message: `m${index}` }));
		const before = performance.now();
		expect(readApiError({ errors }).apiMessage).toMatch(/^m0; m1; .*; m19$/);
		expect(performance.now() - before).toBeLessThan(500);
	});

	it('never throws, whatever JSON it gets', () => {
		const body = fc.oneof(
			fc.jsonValue(),
			fc.record({ errors: fc.jsonValue(), message: fc.jsonValue() }, { requiredKeys: [] }),
		);
		fc.assert(
			fc.property(body, (json) => {
				expect(readApiError(json)).toBeTypeOf('object');
			}),
		);
	});

	it.each(['requestId', 'i18nKey', 'path'])('reads no more of an endless %s than anybody needs', (name) => {
		const long = 'x'.repeat(100_000);
		const body = name === 'path' ? { errors: [{ path: long }] } : { [name]: long };
		expect(JSON.stringify(readApiError(body)).length).toBeLessThan(10_100);
	});

	it('leaves an endless message out, as a cut could leave half a secret in it', () => {
		expect(readApiError({ message: 'x'.repeat(10_001) }).apiMessage).toBeUndefined();
		expect(readApiError({ message: 'x'.repeat(10_000) }).apiMessage).toHaveLength(10_000);
	});

	it('tells as many whole sentences as there is room for', () => {
		const messages = ['a'.repeat(6_000), 'b'.repeat(6_000), 'c'];
		expect(readApiError({ errors: messages.map((message) => ({ message })) }).apiMessage).toBe(
			`${'a'.repeat(6_000)}`,
		);
	});
});
