import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readOrder } from '../../../../nodes/Tango/core/api/order.ts';
import { compareOrders, existingProblem } from '../../../../nodes/Tango/core/orders/differences.ts';
import type { AskedOrder } from '../../../../nodes/Tango/core/orders/facts.ts';

const ADDRESS = {
	companyName: 'Acme',
	streetLine1: '12 Main Street',
	streetLine2: 'Apt 4',
	city: 'Zürich',
	stateOrProvince: 'WA',
	postalCode: '98101',
	country: 'US',
};

const JANE = {
	email: 'jane@example.com',
	firstName: 'Jane',
	lastName: 'Doe',
	mobileNumber: '+12065550100',
	address: ADDRESS,
};

const ASKED: AskedOrder = {
	externalRefID: 't1abc',
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	utid: 'U666425',
	amount: 25,
	deliveryMethod: 'EMAIL',
	recipient: JANE,
};

const FOUND = {
	referenceOrderID: 'RA1',
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	utid: 'U666425',
	denomination: { value: 25 },
	deliveryMethod: 'EMAIL',
	recipient: JANE,
};

/** As Tango tells that nobody was named (tango-api, samples). */
const NOBODY = { email: '', firstName: '', lastName: '' };

const compare = (found: object, asked: Partial<AskedOrder> = {}) =>
	compareOrders({ ...ASKED, ...asked }, readOrder({ ...FOUND, ...found }));

const to = (changes: object) => ({ recipient: { ...JANE, ...changes } });
const at = (changes: object) => to({ address: { ...ADDRESS, ...changes } });

describe('an order that is there', () => {
	it('is the same when all that was asked for is told', () => {
		expect(compare({})).toEqual({ kind: 'same' });
	});

	it.each<[string, object, { field: string; asked: string; found: string }]>([
		['item', { utid: 'U154092' }, { field: 'utid', asked: 'U666425', found: 'U154092' }],
		['amount', { denomination: { value: 5 } }, { field: 'amount', asked: '25.00', found: '5.00' }],
		[
			'amount, by a cent',
			{ denomination: { value: 25.01 } },
			{ field: 'amount', asked: '25.00', found: '25.01' },
		],
		['amount, of 0', { denomination: { value: 0 } }, { field: 'amount', asked: '25.00', found: '0.00' }],
		[
			'account',
			{ accountIdentifier: 'acme-eur' },
			{ field: 'accountIdentifier', asked: 'acme-usd', found: 'acme-eur' },
		],
		[
			'customer',
			{ customerIdentifier: 'globex-hr' },
			{ field: 'customerIdentifier', asked: 'acme-rewards', found: 'globex-hr' },
		],
		[
			'way of delivery',
			{ deliveryMethod: 'NONE' },
			{ field: 'deliveryMethod', asked: 'EMAIL', found: 'NONE' },
		],
		[
			'e-mail address',
			to({ email: 'john@example.com' }),
			{ field: 'recipientEmail', asked: 'jane@example.com', found: 'j…@example.com' },
		],
		['first name', to({ firstName: 'Bob' }), { field: 'recipientFirstName', asked: 'Jane', found: 'B…' }],
		['last name', to({ lastName: 'Roe' }), { field: 'recipientLastName', asked: 'Doe', found: 'R…' }],
		[
			'mobile number',
			to({ mobileNumber: '+12065550199' }),
			{ field: 'recipientMobileNumber', asked: '+12065550100', found: '…99' },
		],
		['company', at({ companyName: 'Globex' }), { field: 'companyName', asked: 'Acme', found: 'G…' }],
		['street', at({ streetLine1: '1 Oak' }), { field: 'streetLine1', asked: '12 Main Street', found: '1…' }],
		['second line', at({ streetLine2: 'Apt 5' }), { field: 'streetLine2', asked: 'Apt 4', found: 'A…' }],
		['city', at({ city: 'Zurich' }), { field: 'city', asked: 'Zürich', found: 'Z…' }],
		['state', at({ stateOrProvince: 'OR' }), { field: 'stateOrProvince', asked: 'WA', found: 'O…' }],
		['postal code', at({ postalCode: '98102' }), { field: 'postalCode', asked: '98101', found: '9…' }],
		['country', at({ country: 'CA' }), { field: 'country', asked: 'US', found: 'CA' }],
	])('is another one with another %s, which is named', (_what, found, difference) => {
		expect(compare(found)).toEqual({ kind: 'different', differences: [difference] });
	});

	it.each<[string, object, Partial<AskedOrder>]>([
		['the case of the item', { utid: 'u666425' }, {}],
		[
			'the case of account and customer',
			{ accountIdentifier: 'ACME-USD', customerIdentifier: 'Acme-Rewards' },
			{},
		],
		['the case of the way of delivery', { deliveryMethod: 'Email' }, {}],
		['a third decimal that is noise', { denomination: { value: 25.000_000_001 } }, {}],
		['case and blanks of the address', to({ email: ' Jane@Example.COM ' }), {}],
		['signs between the digits of a number', to({ mobileNumber: '1 (206) 555-0100' }), {}],
		['case and doubled blanks of names', to({ firstName: 'JANE ', lastName: ' doe' }), {}],
		['how a letter is composed', at({ city: 'Zu\u0308rich' }), {}],
		['signs that nobody sees', to({ firstName: 'Ja\u200bne' }), {}],
		['no-break blanks', at({ streetLine1: '12\u00a0Main  Street' }), {}],
		['the case of the country', at({ country: 'us' }), {}],
	])('does not mind %s', (_what, found, asked) => {
		expect(compare(found, asked)).toEqual({ kind: 'same' });
	});

	it('names all differences at once', () => {
		const other = {
			utid: 'U1',
			denomination: { value: 1 },
			...to({ firstName: 'Bob', mobileNumber: '+49171' }),
		};
		const verdict = compare(other);
		expect(verdict).toMatchObject({
			kind: 'different',
			differences: [
				{ field: 'utid' },
				{ field: 'amount' },
				{ field: 'recipientFirstName' },
				{ field: 'recipientMobileNumber' },
			],
		});
	});

	it.each(['email', 'firstName', 'lastName', 'mobileNumber'])(
		'that has a recipient’s %s is another one when none was asked for',
		(field) => {
			const asked = { ...JANE, [field]: undefined };
			expect(compare({}, { recipient: asked })).toMatchObject({
				kind: 'different',
				differences: [{ asked: '' }],
			});
		},
	);

	it('that goes to an address is another one when none was asked for', () => {
		const verdict = compare({}, { recipient: { ...JANE, address: undefined } });
		expect(verdict).toMatchObject({ kind: 'different', differences: { length: 7 } });
	});

	it('finds every other amount of whole cents', () => {
		const cents = fc.integer({ min: 1, max: 99_999_999 });
		fc.assert(
			fc.property(cents, cents, (asked, found) => {
				const verdict = compare({ denomination: { value: found / 100 } }, { amount: asked / 100 });
				expect(verdict.kind).toBe(asked === found ? 'same' : 'different');
			}),
		);
	});
});

describe('what is not told proves nothing', () => {
	it.each<[string, object, string[]]>([
		['the item', { utid: undefined }, ['utid']],
		['an item that is empty', { utid: '' }, ['utid']],
		['the amount', { denomination: {} }, ['amount']],
		['the e-mail address', to({ email: '' }), ['recipientEmail']],
		['an e-mail address of another type', to({ email: { local: 'jane' } }), ['recipientEmail']],
		['the names', to({ firstName: undefined, lastName: '' }), ['recipientFirstName', 'recipientLastName']],
		['the mobile number', to({ mobileNumber: undefined }), ['recipientMobileNumber']],
		['a mobile number without a digit', to({ mobileNumber: '-' }), ['recipientMobileNumber']],
		['part of the postal address', at({ city: undefined }), ['city']],
	])('neither for nor against: %s', (_what, found, fields) => {
		expect(compare(found)).toEqual({ kind: 'untold', fields });
	});

	it('names every fact when the answer tells nothing', () => {
		const verdict = compareOrders({ ...ASKED, recipient: { email: 'jane@example.com' } }, {});
		expect(verdict).toEqual({ kind: 'untold', fields: ['utid', 'amount', 'recipient'] });
	});

	it('is not asked of what the reference itself stands for, nor of the way of delivery', () => {
		const bare = { accountIdentifier: undefined, customerIdentifier: undefined, deliveryMethod: undefined };
		expect(compare(bare)).toEqual({ kind: 'same' });
	});

	it('does not hide a difference', () => {
		expect(compare({ utid: undefined, ...to({ firstName: 'Bob' }) })).toMatchObject({ kind: 'different' });
	});
});

describe('a recipient whom nobody named', () => {
	const nobody: Partial<AskedOrder> = { deliveryMethod: 'NONE', recipient: undefined };
	const none = { deliveryMethod: 'NONE' };

	it.each<[string, object]>([
		['empty texts', { recipient: NOBODY }],
		['an empty recipient', { recipient: {} }],
	])('is the same when Tango tells of none (%s): the reference is all that both have', (_how, recipient) => {
		expect(compare({ ...none, ...recipient }, nobody)).toEqual({ kind: 'same' });
	});

	it('is not proved when Tango does not tell of recipients at all', () => {
		const untold = { kind: 'untold', fields: ['recipient'] };
		expect(compare({ ...none, recipient: undefined }, nobody)).toEqual(untold);
		expect(compare({ ...none, recipient: 'Jane' }, nobody)).toEqual(untold);
	});

	it('is not somebody else', () => {
		expect(compare({ ...none, recipient: { ...NOBODY, firstName: 'Jane' } }, nobody)).toMatchObject({
			kind: 'different',
			differences: [{ field: 'recipientFirstName', asked: '', found: 'J…' }],
		});
	});

	it('is known by name where a name is all there is', () => {
		const jane = { ...nobody, recipient: { firstName: 'Jane' } };
		const told = (firstName: string) => ({ ...none, recipient: { ...NOBODY, firstName } });
		expect(compare(told('Jane'), jane)).toEqual({ kind: 'same' });
		expect(compare(told('Bob'), jane)).toMatchObject({ kind: 'different' });
		expect(compare(told(''), jane)).toEqual({ kind: 'untold', fields: ['recipientFirstName'] });
	});
});

describe('a stranger’s data in a message', () => {
	it('never has more of a person than a hint', () => {
		const text = fc.string({ minLength: 2, unit: 'grapheme' }).filter((one) => one.trim().length > 3);
		fc.assert(
			fc.property(text, text, (name, local) => {
				const bob = { firstName: name, lastName: name, email: `${local.replaceAll('@', '')}@example.org` };
				const problem = existingProblem(ASKED, readOrder({ ...FOUND, recipient: { ...JANE, ...bob } }));
				for (const { found } of problem?.facts.differences ?? []) expect(found).toMatch(/^.{0,3}…/u);
			}),
		);
	});

	it.each([
		['an address without a mailbox', { email: '@example.org' }, '@…'],
		['an address that is none', { email: 'bob' }, 'b…'],
		['a mailbox of one letter', { email: 'b@example.org' }, '…@example.org'],
		['a name of one letter', { firstName: 'B' }, '…'],
		['a name that begins with an emoji', { firstName: '😀Bob' }, '😀…'],
		['a number of few digits', { mobileNumber: '+491' }, '…'],
	])('is shortened for %s', (_what, bob, found) => {
		expect(compare(to(bob))).toMatchObject({ differences: [{ found }] });
	});
});

describe('what stands against the order that is there', () => {
	it('is nothing when it is the same, or when that cannot be told', () => {
		expect(existingProblem(ASKED, readOrder(FOUND))).toBeUndefined();
		expect(existingProblem(ASKED, {})).toBeUndefined();
	});

	it('is that the reference is taken, with both orders named', () => {
		expect(existingProblem(ASKED, readOrder({ ...FOUND, utid: 'U1' }))).toMatchObject({
			code: 'REFERENCE_TAKEN',
			facts: {
				externalRefID: 't1abc',
				referenceOrderID: 'RA1',
				differences: [{ field: 'utid', asked: 'U666425', found: 'U1' }],
			},
		});
	});
});
