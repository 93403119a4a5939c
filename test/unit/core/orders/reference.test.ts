import { describe, expect, it } from 'vitest';

import type { Tango } from '../../../../nodes/Tango/core/connection/tango.ts';
import { businessKeyReference, createReferences } from '../../../../nodes/Tango/core/orders/reference.ts';
import { CALL } from '../../support/core.ts';
import { nothingSpent } from '../../support/spending.ts';
import { orderParams } from '../../support/form.ts';
import { standIn } from '../../support/standIn.ts';

const PARTS = ['workflow', 'node', 'execution', '0', '3'];

function item(changes: Readonly<Record<string, unknown>> = {}) {
	const params = orderParams({
		deliveryMethod: 'NONE',
		recipientFirstName: '',
		referenceSource: 'payload',
		referenceScope: '2026-11',
		...changes,
	});
	return {
		params,
		itemIndex: 0,
		tango: standIn<Tango>({}),
		call: CALL,
		spending: nothingSpent(),
		automaticReferenceParts: () => PARTS,
	};
}

/** The reference of an item that is alone in its run. */
function reference(changes: Readonly<Record<string, unknown>> = {}): string {
	return createReferences()(item(changes));
}

/** Computed independently, from the framing that referenceId.ts describes. */
describe('references that must never change, or rewards that were paid would be paid again', () => {
	it('business key', () => {
		const changes = { referenceSource: 'businessKey', reference: 'response-1' };
		expect(reference(changes)).toBe('t1938ffd828996aa25703a4ee5e0d6ebcc2806e674');
		expect(reference(changes)).toBe(businessKeyReference('acme-usd', 'response-1'));
	});

	it('automatic', () => {
		expect(reference({ referenceSource: 'automatic' })).toBe('t1d9558ea28d5c309b6cb0d462bdfb8898cf0491f1');
	});

	it('payload', () => {
		expect(reference()).toBe('t1bdc831bb01fa11e941cdb7a25710a0de1f34859d');
	});
});

describe('a payload reference', () => {
	it.each([
		['another account', { accountIdentifier: 'acme-eur' }],
		['another scope', { referenceScope: '2026-12' }],
		['another reward', { utid: 'U154092' }],
		['a cent more', { amount: 25.01 }],
		['another e-mail address', { recipientEmail: 'joe@example.com' }],
		[
			'a mobile number beside the e-mail address',
			{ deliveryMethod: 'PHONE', recipientFirstName: 'Jane', recipientMobileNumber: '+12065550100' },
		],
	])('is another one with %s', (_, changes) => {
		expect(reference(changes)).not.toBe(reference());
	});

	it.each([
		['case of the account', { accountIdentifier: 'ACME-usd' }],
		['case of the reward', { utid: 'u666425' }],
		['case of the e-mail address', { recipientEmail: 'Jane@Example.com' }],
		['a name, where the address says who it is', { recipientFirstName: 'Jane', recipientLastName: 'Doe' }],
		['texts', { additionalFields: { message: 'Well done', notes: 'Q4' } }],
		['amount as text', { amount: '25.00' }],
	])('does not mind %s', (_, changes) => {
		expect(reference(changes)).toBe(reference());
	});

	it('goes by the name where there is neither e-mail address nor mobile number', () => {
		const nobody = { recipientEmail: '' };
		const names = [
			nobody,
			{ ...nobody, recipientFirstName: 'Jane' },
			{ ...nobody, recipientLastName: 'Jane' },
			{ ...nobody, recipientFirstName: 'Jane', recipientLastName: 'Doe' },
		];
		expect(new Set(names.map(reference)).size).toBe(4);
		const phone = { ...nobody, deliveryMethod: 'PHONE', recipientMobileNumber: '+12065550100' };
		expect(reference({ ...phone, recipientFirstName: 'Jane' })).toBe(
			reference({ ...phone, recipientFirstName: 'John' }),
		);
	});

	it('counts equal rows of one run, each kind for itself, the same in every run', () => {
		const run = () => {
			const referenceOf = createReferences();
			return [item(), item({ amount: 30 }), item(), item(), item({ amount: 30 })].map(referenceOf);
		};
		expect(new Set(run()).size).toBe(5);
		expect(run()).toEqual(run());
		expect(run()[0]).toBe(reference());
	});
});

describe('an automatic reference', () => {
	it('is made of what identifies the item, and of the account', () => {
		const automatic = { referenceSource: 'automatic' };
		const other = { ...item(automatic), automaticReferenceParts: () => [...PARTS.slice(0, 4), '4'] };
		expect(createReferences()(other)).not.toBe(reference(automatic));
		expect(reference({ ...automatic, accountIdentifier: 'acme-eur' })).not.toBe(reference(automatic));
		expect(reference({ ...automatic, amount: 30 })).toBe(reference(automatic));
	});
});
