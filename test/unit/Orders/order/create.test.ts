import { describe, expect, it } from 'vitest';

import type { Catalog, CatalogEntry } from '../../../../nodes/Tango/core/catalog/catalog.ts';
import { breathing } from '../../../../nodes/Tango/core/foundation/breathe.ts';
import { TangoError, type TangoErrorCode } from '../../../../nodes/Tango/core/foundation/errors.ts';
import type { Directory } from '../../../../nodes/Tango/core/directory/directory.ts';
import type { Accounts } from '../../../../nodes/Tango/core/money/accounts.ts';
import type { OrderBody } from '../../../../nodes/Tango/core/orders/placeOrder.ts';
import type { Tango } from '../../../../nodes/Tango/core/connection/tango.ts';
import type { BatchItem, ItemContext } from '../../../../nodes/Tango/n8n/run/operation.ts';
import { create } from '../../../../nodes/Tango/Orders/order/create.operation.ts';
import type { CreateParams } from '../../../../nodes/Tango/Orders/order/create.params.ts';
import { planOrders } from '../../../../nodes/Tango/core/orders/plan.ts';
import { businessKeyReference, createReferences } from '../../../../nodes/Tango/core/orders/reference.ts';
import { CALL } from '../../support/core.ts';
import { ORDER, orderParams, orderProblems, valuesOf, type Raw } from '../../support/form.ts';
import { nothingSpent } from '../../support/spending.ts';
import { standIn } from '../../support/standIn.ts';

describe('businessKeyReference', () => {
	it('does not mind the case of the account, which Tango ignores', () => {
		expect(businessKeyReference('ACME-usd', 'a')).toBe(businessKeyReference('acme-USD', 'a'));
	});

	it('minds the case and every character of the reference', () => {
		const keys = ['a', 'A', 'a ', ' a', 'a1', '1a'].map((reference) =>
			businessKeyReference('acme-usd', reference),
		);
		expect(new Set(keys).size).toBe(keys.length);
	});

	it('differs from account to account', () => {
		expect(businessKeyReference('acme-usd', 'a')).not.toBe(businessKeyReference('acme-eur', 'a'));
	});

	it('never changes: a new one would pay pending rewards again', () => {
		expect(businessKeyReference('acme-usd', 'response-1')).toBe('t1938ffd828996aa25703a4ee5e0d6ebcc2806e674');
	});
});

describe('the reference of an item', () => {
	/** References of the items of one run. */
	function references(...all: Raw[]): string[] {
		const referenceOf = createReferences();
		return all.map((changes, itemIndex) =>
			referenceOf({
				tango: standIn<Tango>({}),
				itemIndex,
				call: CALL,
				spending: nothingSpent(),
				automaticReferenceParts: () => ['workflow-1', 'node-1', '7', '0', String(itemIndex)],
				params: orderParams(changes),
			}),
		);
	}
	const automatic = { referenceSource: 'automatic' };
	const payload = { referenceSource: 'payload', referenceScope: '2026-11' };

	it('is made of the business key, without the blanks around it', () => {
		expect(references({ reference: ' response-1 ' }, { reference: 7 })).toEqual([
			businessKeyReference('acme-usd', 'response-1'),
			businessKeyReference('acme-usd', '7'),
		]);
	});

	it('is made of the item’s identity when it is automatic, whatever stands in the hidden field, and never changes', () => {
		const expected = 't1dfb4dd512db56a406419691b30708d549d402d30';
		expect(references({ ...automatic, reference: 'response-1' })).toEqual([expected]);
		expect(references({ ...automatic, accountIdentifier: 'ACME-usd' })).toEqual([expected]);
	});

	it('is the same whatever else changes: amount, recipient, item', () => {
		const other = { amount: 5, recipientEmail: 'john@example.com', utid: 'U1', deliveryMethod: 'NONE' };
		for (const source of [{}, automatic])
			expect(references({ ...source, ...other })).toEqual(references(source));
	});

	it('of the payload is the same in every run, for each of two equal rows its own', () => {
		const run = references(payload, payload, { ...payload, amount: 5 }, payload);
		expect(new Set(run).size).toBe(4);
		expect(references(payload, payload, { ...payload, amount: 5 }, payload)).toEqual(run);
		expect(references({ ...payload, amount: 5 }, payload, payload, payload).toSorted()).toEqual(
			run.toSorted(),
		);
	});

	it.each<[string, Raw, boolean]>([
		['scope', { referenceScope: '2026-12' }, false],
		['account', { accountIdentifier: 'acme-eur' }, false],
		['reward', { utid: 'U1' }, false],
		['amount', { amount: 25.01 }, false],
		['recipient', { recipientEmail: 'john@example.com' }, false],
		['case of the reward', { utid: 'u666425' }, true],
		['case of the address', { recipientEmail: 'Jane@Example.com' }, true],
		['spelling of the amount', { amount: '25.00' }, true],
		['message', { additionalFields: { message: 'Thanks' } }, true],
		['name of a recipient with an address', { recipientFirstName: 'Janet' }, true],
	])('of the payload with another %s is the same: %3$s', (_what, changes, isSame) => {
		const [one] = references(payload);
		const [other] = references({ ...payload, ...changes });
		expect(one === other).toBe(isSame);
	});

	it('of one kind is never that of another', () => {
		const all = references({}, automatic, payload);
		expect(new Set(all).size).toBe(3);
	});
});

const ADDRESS = {
	streetLine1: 'Main Street 1',
	city: 'Seattle',
	stateOrProvince: 'WA',
	postalCode: '98116',
	country: 'US',
};
const NO_LIMIT = 'is empty';
const BY_POST = { deliveryMethod: 'ADDRESS', recipientLastName: 'Doe' };

describe('the parameters', () => {
	it('of a sound order are taken', () => {
		expect(orderProblems()).toEqual([]);
	});

	it.each<[Raw, string]>([
		[{ recipientEmail: '' }, 'recipientEmail is empty, but the reward is sent by email'],
		[{ recipientFirstName: null }, 'recipientFirstName is empty, but Tango needs it to deliver the reward'],
		[{ recipientFirstName: '<b>Jane' }, 'recipientFirstName holds “<”: Tango refuses <, >, / in this field'],
		[{ recipientLastName: 'x'.repeat(101) }, 'recipientLastName is longer than 100 characters'],
		[{ deliveryMethod: 'PHONE' }, 'recipientMobileNumber is empty, but the reward is sent to a phone'],
		[{ deliveryMethod: 'WHATSAPP' }, 'recipientMobileNumber is empty, but the reward is sent to a phone'],
		[
			{ deliveryMethod: 'PHONE', recipientMobileNumber: '555-0100' },
			'recipientMobileNumber is “555-0100”: write +, the country code and the whole number in digits alone, such as +12065550100',
		],
		[
			{ deliveryMethod: 'ADDRESS', recipientLastName: 'Doe' },
			'recipientAddress lacks Street Line 1, City, State or Province, Postal Code, Country, but the reward is sent by post',
		],
		[
			{ deliveryMethod: 'ADDRESS', recipientAddress: ADDRESS },
			'recipientLastName is empty, but the reward is sent by post',
		],
		[
			{ ...BY_POST, recipientAddress: { streetLine1: 'Main Street 1', country: 'Narnia' } },
			'country is "Narnia", which is not a country: write its two letters, such as US',
		],
		[
			{ ...BY_POST, recipientFirstName: 'Zoë', recipientAddress: ADDRESS },
			'recipientFirstName holds “ë”: Tango takes letters A to Z, digits, space and . , & - in this field, as the reward is sent by post',
		],
		[
			{ recipientAddress: { country: 'US', stateOrProvince: 'Washington' } },
			'stateOrProvince is “Washington”: in the US and Canada write two capital letters, such as WA',
		],
		[
			{ recipientAddress: { country: 'US', postalCode: '98116-1234' } },
			'postalCode is “98116-1234”: in the US write the five digits alone, such as 98116',
		],
		[
			{ recipientAddress: { country: 'CA', postalCode: 'K1A 0B1' } },
			'postalCode is “K1A 0B1”: write letters A to Z and digits alone, such as K1A0B1',
		],
		[
			{ additionalFields: { campaign: 'spring-2026' } },
			'campaign holds “-”: Tango takes letters A to Z, digits and spaces in this field',
		],
		[{ additionalFields: { message: 'We <3 you' } }, 'message holds “<”: Tango refuses <, > in this field'],
		[
			{ additionalFields: { expirationDate: '31.12.2026' } },
			'expirationDate is "31.12.2026": write 2026-12-31',
		],
		[
			{ deliveryMethod: 'PIGEON' },
			'deliveryMethod must be one of ADDRESS, EMAIL, EMBEDDED, EMBEDDED_COMPONENT, NONE, PHONE, WHATSAPP, but is "PIGEON"',
		],
		[{ amount: 0 }, 'amount must be a number above 0'],
		[{ amount: '' }, 'amount is empty'],
		[{ amount: null }, 'amount is empty'],
		[
			{ amount: 10.001 },
			'amount is 10.001, but Tango takes at most 6 digits before the point and 2 after it',
		],
		[
			{ reference: '  ' },
			'reference is empty. Fill in a value that exists once per reward, such as the survey response ID',
		],
		[
			{ reference: null },
			'reference is empty. Fill in a value that exists once per reward, such as the survey response ID',
		],
		[{ reference: { a: 1 } }, 'reference must be text, but is an object. Choose one of its values'],
		[
			{ referenceSource: 'random' },
			'referenceSource must be one of automatic, businessKey, payload, but is "random"',
		],
		[
			{ referenceSource: 'payload', referenceScope: ' ' },
			'referenceScope is empty. Fill in what these rewards are for, such as the month or the campaign',
		],
		[{ spendingLimits: undefined }, 'spendingLimits is empty'],
		[{ spendingLimits: '' }, 'spendingLimits is empty'],
		[{ maximumAmount: undefined }, `maximumAmount ${NO_LIMIT}`],
		[{ maximumAmount: null }, `maximumAmount ${NO_LIMIT}`],
		[{ maximumTotal: ' ' }, `maximumTotal ${NO_LIMIT}`],
		[{ maximumTotal: NaN }, 'maximumTotal holds "NaN": the expression found no value'],
		[{ maximumTotal: 0 }, 'maximumTotal is 0, but a limit must be above 0'],
		[{ maximumAmount: -1 }, 'maximumAmount is -1, but a limit must be above 0'],
		[{ maximumTotal: 'much' }, 'maximumTotal must be a number, but is "much": write a number such as 25.00'],
		[
			{ options: { includeRewardCredentials: 'yes' } },
			'includeRewardCredentials must be on or off, but is "yes"',
		],
		[
			{ additionalFields: { etid: 'template' } },
			'etid must be the letter E and 6 digits, such as E000000; From List has it by its name',
		],
		[{ additionalFields: { customFields: '[1]' } }, 'customFields must be a JSON object, but is a list'],
		[{ additionalFields: { customFields: '{' } }, 'customFields must be a JSON object, but is "{"'],
		[{ additionalFields: { senderEmail: 'me' } }, 'senderEmail is not an e-mail address: "me"'],
	])('%j are refused with the field’s name', (changes, problem) => {
		expect(orderProblems(changes)).toEqual([problem]);
	});

	it.each<Raw>([
		{ deliveryMethod: 'NONE', recipientEmail: '', recipientFirstName: '' },
		{ referenceSource: 'automatic', reference: '' },
		{ amount: '25.00' },
		{ maximumAmount: 1 },
		{ spendingLimits: 'off', maximumAmount: undefined, maximumTotal: 0 },
		{ additionalFields: { customFields: '{"a":1}' } },
		{ additionalFields: { customFields: '' } },
		{ deliveryMethod: 'PHONE', recipientMobileNumber: '+12065550100' },
		{ referenceScope: { hidden: true } },
		{ recipientMobileNumber: '+12065550100', recipientAddress: { city: 'Seattle' } },
		{ deliveryMethod: 'EMBEDDED', recipientEmail: 'jane@example.com', recipientAddress: ADDRESS },
	])('%j are fine', (changes) => {
		expect(orderProblems(changes)).toEqual([]);
	});
});

/** A connection whose catalog and orders are what the test says. */
function fakeTango(find: Catalog['find'], placed: OrderBody[] = []): Tango {
	return standIn<Tango>({
		catalog: standIn<Catalog>({ find }),
		directory: standIn<Directory>({ account: async () => 'fine' }),
		accounts: standIn<Accounts>({ currency: async () => 'USD' }),
		placeOrder: async (body) => {
			placed.push(body);
			return {
				order: { referenceOrderID: 'RA1', reward: { credentialList: [{ value: 'CODE-1234' }] } },
				untold: [],
				replayed: false,
				isEarlier: false,
				attempts: 1,
				requestId: 'r-1',
			};
		},
	});
}

const ENTRY: CatalogEntry = {
	reward: { utid: 'U666425', rewardName: 'Amazon', minValue: 1, maxValue: 100, status: 'active' },
	brand: { brandKey: 'B1', brandName: 'Amazon', status: 'active', rewards: [], categories: [], raw: {} },
};

function batch(
	all: readonly Raw[],
	find: Catalog['find'] = async () => ENTRY,
): Array<BatchItem<CreateParams>> {
	const tango = fakeTango(find);
	return all.map((changes, itemIndex) => ({
		tango,
		itemIndex,
		call: CALL,
		spending: nothingSpent(),
		foreseen: nothingSpent(),
		automaticReferenceParts: () => ['w', 'n', '7', '0', String(itemIndex)],
		checkRows: async () => [],
		params: orderParams({ reference: `response-${itemIndex}`, ...changes }),
	}));
}

/** All problems as "item message", item by item. */
async function problemsOf(all: readonly Raw[], find?: Catalog['find']): Promise<string[]> {
	const plans = await planOrders(batch(all, find));
	return plans.flatMap(({ itemIndex, problems }) => problems.map(({ message }) => `${itemIndex} ${message}`));
}

describe('checks across the batch', () => {
	it('find nothing wrong with sound items', async () => {
		expect(
			await problemsOf([{}, {}, { referenceSource: 'automatic' }, { referenceSource: 'automatic' }]),
		).toEqual([]);
	});

	it('refuse the second item of a reference, as Tango would answer it with the first one’s order', async () => {
		expect(
			await problemsOf([{ reference: 'a' }, { reference: 'b' }, { reference: ' a ', amount: 5 }]),
		).toEqual([
			'2 INVALID_INPUT: reference is the same as that of row 1, so only one of them would be paid: change it in this row alone',
		]);
	});

	it('take the same reference under another account for another one', async () => {
		expect(await problemsOf([{ reference: 'a' }, { reference: 'a', accountIdentifier: 'acme-eur' }])).toEqual(
			[],
		);
		expect(
			await problemsOf([{ reference: 'a' }, { reference: 'a', accountIdentifier: 'ACME-USD' }]),
		).toHaveLength(1);
	});

	it('hold each item against the catalog', async () => {
		const find: Catalog['find'] = async (utid) => {
			if (utid === 'U9') return undefined;
			return utid === 'U8' ? { ...ENTRY, reward: { ...ENTRY.reward, status: 'inactive' } } : ENTRY;
		};
		expect(await problemsOf([{ utid: 'U9' }, {}, { utid: 'U8' }, { amount: 101 }], find)).toEqual([
			'0 INVALID_INPUT: utid is U9, which is not in your Tango catalog',
			'2 INVALID_INPUT: utid is U8, which Tango does not sell at the moment (inactive)',
			'3 INVALID_INPUT: amount is 101, but "Amazon" takes 1 to 100',
		]);
	});

	it.each<TangoErrorCode>(['UNAVAILABLE', 'PERMISSION_REFUSED', 'NOT_FOUND', 'REJECTED', 'RATE_LIMITED'])(
		'go on without the catalog when only that fails: %s',
		async (code) => {
			const find = async () => await Promise.reject(new TangoError(code));
			expect(await problemsOf([{}, {}], find)).toEqual([]);
			for (const { unchecked } of await planOrders(batch([{}, {}], find)))
				expect(unchecked).toEqual([{ fields: ['utid'], why: expect.objectContaining({ code }) }]);
		},
	);

	it.each<TangoErrorCode>([
		'AUTHENTICATION_REFUSED',
		'TOKEN_REFUSED',
		'NOT_SENT',
		'CERTIFICATE',
		'PROXY',
		'BLOCKED_BY_LOAD_BALANCER',
		'CANCELLED',
	])('refuse all items when none would fare better: %s', async (code) => {
		const find = async () => await Promise.reject(new TangoError(code));
		expect(await problemsOf([{}, {}], find)).toEqual([`0 ${code}`, `1 ${code}`]);
	});

	it('ask a catalog that cannot be had once per run, not once per item', async () => {
		for (const code of ['UNAVAILABLE', 'NOT_SENT', 'AUTHENTICATION_REFUSED'] as const) {
			let asked = 0;
			const find = async () => {
				asked += 1;
				return await Promise.reject(new TangoError(code));
			};
			await problemsOf([{}, {}, {}], find);
			expect([code, asked]).toEqual([code, 1]);
		}
	});

	it('do not say that money may have moved when we make a mistake', async () => {
		const find = async () => await Promise.reject(new TypeError('x'));
		expect(await problemsOf([{}], find)).toEqual(['0 INVALID_INPUT:  could not be checked']);
	});
});

describe('the order that is sent', () => {
	async function run(changes: Raw) {
		const placed: OrderBody[] = [];
		const item: ItemContext = {
			tango: fakeTango(async () => ENTRY, placed),
			itemIndex: 0,
			call: CALL,
			spending: nothingSpent(),
			foreseen: nothingSpent(),
			automaticReferenceParts: () => ['w', 'n', '7', '0', '0'],
			checkRows: async () => [],
		};
		const items = [{ valueOf: valuesOf({ ...ORDER, ...changes }), context: () => item }];
		const [planned] = (await create.plan(items, breathing())).planned;
		if (!planned || !('execute' in planned)) throw new Error('refused');
		return { output: await planned.execute(), body: JSON.parse(JSON.stringify(placed[0])) };
	}

	it('has Tango’s own names, and nothing that is not set', async () => {
		expect((await run({})).body).toEqual({
			externalRefID: businessKeyReference('acme-usd', 'response-1'),
			customerIdentifier: 'acme-rewards',
			accountIdentifier: 'acme-usd',
			utid: 'U666425',
			amount: 25,
			deliveryMethod: 'EMAIL',
			recipient: { email: 'jane@example.com', firstName: 'Jane' },
		});
	});

	it('has all that can be set', async () => {
		const { body } = await run({
			amount: '25.50',
			deliveryMethod: 'ADDRESS',
			recipientLastName: 'Doe',
			recipientAddress: ADDRESS,
			additionalFields: {
				message: 'Thanks',
				etid: 'E000000',
				senderFirstName: 'Acme',
				senderEmail: 'me@example.com',
				customFields: '{"a":1}',
			},
		});
		expect(body).toMatchObject({
			amount: 25.5,
			recipient: {
				lastName: 'Doe',
				address: ADDRESS,
			},
			sender: { firstName: 'Acme', email: 'me@example.com' },
			message: 'Thanks',
			etid: 'E000000',
			customFields: { a: 1 },
		});
		expect(body).not.toHaveProperty('senderFirstName');
	});

	it('has phone number, address and email however it is delivered, as some rewards need them', async () => {
		const who = { recipientMobileNumber: '+12065550100', recipientAddress: ADDRESS };
		for (const deliveryMethod of ['PHONE', 'EMAIL', 'NONE', 'EMBEDDED']) {
			expect((await run({ ...who, deliveryMethod })).body).toMatchObject({
				recipient: { mobileNumber: '+12065550100', address: ADDRESS, email: 'jane@example.com' },
			});
		}
	});

	it.each<[Raw, boolean]>([
		[{}, false],
		[{ deliveryMethod: 'NONE' }, true],
		[{ deliveryMethod: 'NONE', options: { includeRewardCredentials: false } }, false],
		[{ options: { includeRewardCredentials: true } }, true],
	])('gives the code to %j: %s', async (changes, isShown) => {
		expect(JSON.stringify((await run(changes)).output).includes('CODE-1234')).toBe(isShown);
	});
});
