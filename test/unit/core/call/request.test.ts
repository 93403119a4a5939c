import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import { isTangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import { prepareRequest, type TangoRequest } from '../../../../nodes/Tango/core/call/request.ts';
import { BASE_URL } from '../../support/core.ts';

const { getOrder, listOrders, createOrder, createAccount } = ENDPOINTS;

function urlOf(request: TangoRequest): string {
	return prepareRequest(BASE_URL, listOrders, request).url.slice(BASE_URL.length);
}

function orderUrl(referenceOrderID: string): string {
	return prepareRequest(BASE_URL, getOrder, { path: { referenceOrderID } }).url.slice(BASE_URL.length);
}

describe('the path', () => {
	it.each([
		['RA261122-1401-64', '/orders/RA261122-1401-64'],
		[' RA1 ', '/orders/RA1'],
		['a/../b', '/orders/a%2F..%2Fb'],
		['a?b=c#d', '/orders/a%3Fb%3Dc%23d'],
		['%2e%2e', '/orders/%252e%252e'],
		['...', '/orders/...'],
		['ü', '/orders/%C3%BC'],
		['a\r\nX-Admin: 1', '/orders/a%0D%0AX-Admin%3A%201'],
	])('holds %j as %s', (value, path) => {
		expect(orderUrl(value)).toBe(path);
	});

	it.each([undefined, '', '   ', '.', '..', ' .. '])(
		'is refused with the field’s name for %j, which would lead elsewhere',
		(value) => {
			const request = value === undefined ? {} : { path: { referenceOrderID: value } };
			expect(() => prepareRequest(BASE_URL, getOrder, request)).toThrow(
				expect.objectContaining({
					code: 'INVALID_INPUT',
					facts: { field: 'referenceOrderID', problem: 'is empty or not an identifier' },
				}),
			);
		},
	);

	it('is refused as input, not as an accident, for a text that has no UTF-8', () => {
		expect(() => orderUrl('RA\ud800')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
	});

	it('fills in names in the middle', () => {
		const { url } = prepareRequest(BASE_URL, createAccount, {
			path: { customerIdentifier: 'acme' },
			body: {},
		});
		expect(url).toBe(`${BASE_URL}/customers/acme/accounts`);
	});

	it('always leads to one segment below the orders, whatever the value', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (value) => {
				let path: string;
				try {
					path = orderUrl(value);
				} catch (error) {
					expect(isTangoError(error)).toBe(true);
					return;
				}
				const { pathname, search, hash, host } = new URL(`${BASE_URL}${path}`);
				expect(pathname.split('/')).toHaveLength(5);
				expect(pathname.startsWith('/raas/v2/orders/')).toBe(true);
				expect([search, hash, host]).toEqual(['', '', 'tango.example.test']);
			}),
			{ numRuns: 1_000 },
		);
	});
});

describe('the query', () => {
	it('is absent when nothing is set', () => {
		expect(urlOf({})).toBe('/orders');
		expect(urlOf({ query: { a: undefined, b: '' } })).toBe('/orders');
	});

	it('writes lists as repeated names', () => {
		expect(urlOf({ query: { status: ['A', 'B'] } })).toBe('/orders?status=A&status=B');
	});

	it('writes numbers and booleans, zero and false included', () => {
		expect(urlOf({ query: { page: 0, paginate: false } })).toBe('/orders?page=0&paginate=false');
	});

	it('encodes what would otherwise be a parameter of its own', () => {
		expect(urlOf({ query: { recipientEmail: 'a+b&c=d@example.com' } })).toBe(
			'/orders?recipientEmail=a%2Bb%26c%3Dd%40example.com',
		);
	});

	it('reads back as it was given', () => {
		fc.assert(
			fc.property(
				fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', minLength: 1 })),
				(query) => {
					const { searchParams } = new URL(`${BASE_URL}${urlOf({ query })}`);
					expect(Object.fromEntries(searchParams)).toEqual({ ...query });
				},
			),
		);
	});
});

describe('the body', () => {
	it('is written once, as JSON, with the amount as a number and unset fields left out', () => {
		const body = { amount: 25.5, recipient: { email: undefined, firstName: 'Jane' }, sender: undefined };
		expect(prepareRequest(BASE_URL, createOrder, { body })).toEqual({
			method: 'POST',
			url: `${BASE_URL}/orders`,
			body: '{"amount":25.5,"recipient":{"firstName":"Jane"}}',
		});
	});

	it('is undefined when there is none', () => {
		expect(prepareRequest(BASE_URL, listOrders, {}).body).toBeUndefined();
	});
});
