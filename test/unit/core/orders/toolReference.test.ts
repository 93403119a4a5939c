import { describe, expect, it } from 'vitest';

import type { WantedOrder } from '../../../../nodes/Tango/core/orders/orderItem.ts';
import { toolReference } from '../../../../nodes/Tango/core/orders/reference.ts';

const JANE: WantedOrder = {
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	utid: 'U666425',
	amount: 25,
	deliveryMethod: 'EMAIL',
	recipientEmail: 'jane@example.com',
	toolScope: 'T-1',
	additionalFields: {},
	spendingLimits: 'on',
};
const of = (change: Partial<WantedOrder> = {}, number = 1) => toolReference({ ...JANE, ...change }, number);

describe('the reference of an agent’s order', () => {
	it('stays what it is: a changed one would pay again after an update', () => {
		expect(of()).toBe('t19827a88e93f3751dece225c825f2b8e3d5cfd3e7');
	});

	it.each<[string, Partial<WantedOrder>]>([
		['another name', { recipientFirstName: 'Janet', recipientLastName: 'D.' }],
		['a phone number beside the address', { recipientMobileNumber: '+12065550100' }],
		['another case', { recipientEmail: 'JANE@Example.com', utid: 'u666425', accountIdentifier: 'ACME-USD' }],
		['another way of delivery', { deliveryMethod: 'NONE' }],
		['another template', { additionalFields: { etid: 'E000001' } }],
	])('is the same with %s', (_what, change) => {
		expect(of(change)).toBe(of());
	});

	it.each<[string, Partial<WantedOrder>]>([
		['another person', { recipientEmail: 'bob@example.com' }],
		['another amount', { amount: 25.01 }],
		['another reward', { utid: 'U173016' }],
		['another account', { accountIdentifier: 'acme-eur' }],
		['another event', { toolScope: 'T-2' }],
		['a phone instead of an address', { recipientEmail: undefined, recipientMobileNumber: '+12065550100' }],
		['a name alone', { recipientEmail: undefined, recipientFirstName: 'jane@example.com' }],
	])('is another one with %s', (_what, change) => {
		expect(of(change)).not.toBe(of());
	});

	it('counts the equal rewards that its author allows', () => {
		expect(new Set([of(), of({}, 2), of({}, 3)]).size).toBe(3);
	});

	it('is not made without an event', () => {
		expect(() => of({ toolScope: undefined })).toThrow('toolScope is empty');
	});
});
