import { describe, expect, it } from 'vitest';

import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import { thingOf } from '../../../../nodes/Tango/core/api/thing.ts';

const ORDER = { body: { accountIdentifier: 'acme-usd', customerIdentifier: 'acme', utid: 'U1', etid: 'E1' } };
const TRANSFER = { body: { transferFrom: 'acme-usd', transferTo: 'globex-usd' } };

describe('what an answer that says no is about', () => {
	it('is what the address names, with the identifier that was asked for', () => {
		const path = { accountIdentifier: 'acme\nusd' };
		expect(thingOf(ENDPOINTS.getAccount, { path })).toEqual({
			noun: 'account',
			field: 'accountIdentifier',
			identifier: 'acme usd',
		});
		expect(thingOf(ENDPOINTS.createCustomer, { body: { customerIdentifier: 'acme' } })).toMatchObject({
			noun: 'customer',
			identifier: 'acme',
		});
		expect(thingOf(ENDPOINTS.getCatalog, {})).toBeUndefined();
		expect(thingOf(ENDPOINTS.createOrder, ORDER)).toBeUndefined();
	});

	it.each([
		['402.001', 'account', 'acme-usd', undefined],
		['404.002', 'customer', 'acme', undefined],
		['404.003', 'account', 'acme-usd', undefined],
		['404.004', 'account', 'acme-usd', 'inactive'],
		['404.020', 'account', 'acme-usd', 'ofAnotherCustomer'],
		['404.096', 'account', 'acme-usd', 'ofAnotherCustomer'],
		['404.033', 'reward', 'U1', undefined],
		['404.053', 'email template', 'E1', undefined],
	])('is what Tango’s key says (%s) where an order names several', (key, noun, identifier, trouble) => {
		expect(thingOf(ENDPOINTS.createOrder, ORDER, key)).toMatchObject({
			noun,
			identifier,
			...(trouble ? { trouble } : {}),
		});
	});

	it('is the customer where an account is added to one that Tango does not know', () => {
		const request = { path: { customerIdentifier: 'acme' }, body: { accountIdentifier: 'acme-usd' } };
		const added = (status: number) => thingOf(ENDPOINTS.createAccount, request, '', status);
		expect(added(404)).toMatchObject({ noun: 'customer', identifier: 'acme' });
		expect(added(409)).toMatchObject({ noun: 'account', identifier: 'acme-usd' });
	});

	it.each(['updateAccount', 'createAlert', 'listAlerts'] as const)(
		'is either of the two where a 404 of %s does not say which',
		(name) => {
			const path = { customerIdentifier: 'acme', accountIdentifier: 'acme-usd' };
			const told = thingOf(ENDPOINTS[name], { path }, '', 404);
			expect(told).toMatchObject({ identifier: 'acme-usd', trouble: 'ofAnotherCustomer' });
		},
	);

	it('is the account that pays for a transfer, and no guess which of two is unknown', () => {
		expect(thingOf(ENDPOINTS.transferFunds, TRANSFER, '402.001')).toEqual({
			noun: 'account',
			field: 'transferFrom',
			identifier: 'acme-usd',
		});
		expect(thingOf(ENDPOINTS.transferFunds, TRANSFER, '404.003')).toBeUndefined();
	});

	it('never shows the token of a card', () => {
		const body = { creditCardToken: 'fake-token' };
		expect(thingOf(ENDPOINTS.unregisterCreditCard, { body })).toEqual({
			noun: 'credit card',
			field: 'creditCardToken',
		});
	});
});
