import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readOrder } from '../../../../nodes/Tango/core/api/order.ts';
import { orderOutput, placedOutput } from '../../../../nodes/Tango/Orders/order/orderOutput.ts';
import { hideRewardCredentials } from '../../../../nodes/Tango/Orders/order/rewardCredentials.ts';
import { TangoOrders } from '../../../../nodes/Tango/Orders/TangoOrders.node.ts';

const LINK = 'https://sandbox.rewardlink.io/r/1/QkZt8xY';

/* After the real answer in tango-api.md §7.1. */
const ORDER = readOrder({
	referenceOrderID: 'RA180426-1401-64',
	referenceLineItemID: 'RA180426-1401-64-1',
	externalRefID: 't1abc',
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	utid: 'U561593',
	rewardName: 'Reward Link',
	status: 'COMPLETE',
	createdAt: '2018-04-26T20:08:59.624Z',
	denomination: { value: 1, currencyCode: 'EUR' },
	amountCharged: { value: 1.1, currencyCode: 'USD', total: 1.2 },
	deliveryMethod: 'EMAIL',
	recipient: { email: 'jane@example.com', firstName: 'Jane', lastName: 'Doe' },
	reward: {
		credentials: { 'Redemption Link': LINK },
		credentialList: [{ label: 'Redemption Link', value: LINK, type: 'url', credentialType: 'redemptionUrl' }],
		redemptionInstructions: `<p>Open ${LINK} and choose</p>`,
	},
});

const SHORT = { simplify: true, includeRewardCredentials: false };

describe('the simplified output', () => {
	it('is flat, what people look for first', () => {
		expect(Object.entries(orderOutput(ORDER, SHORT))).toEqual([
			['status', 'COMPLETE'],
			['rewardName', 'Reward Link'],
			['amount', 1],
			['currencyCode', 'EUR'],
			['recipientEmail', 'jane@example.com'],
			['recipientName', 'Jane Doe'],
			['deliveryMethod', 'EMAIL'],
			['amountCharged', 1.2],
			['chargedCurrencyCode', 'USD'],
			['createdAt', '2018-04-26T20:08:59.624Z'],
			['referenceOrderID', 'RA180426-1401-64'],
			['referenceLineItemID', 'RA180426-1401-64-1'],
			['utid', 'U561593'],
			['accountIdentifier', 'acme-usd'],
			['customerIdentifier', 'acme-rewards'],
			['externalRefID', 't1abc'],
		]);
	});

	it('of a placed order has what this run knows in between, and the reference that the user gave', () => {
		const placed = {
			order: ORDER,
			replayed: true,
			isEarlier: true,
			attempts: 2,
			requestId: 'r-1',
			untold: [],
		};
		const choice = { simplify: true, includeRewardCredentials: true, reference: 'survey-1' };
		const output = placedOutput(placed, choice);
		expect(Object.keys(output)).toEqual([
			'status',
			'replayed',
			'rewardName',
			'amount',
			'currencyCode',
			'recipientEmail',
			'recipientName',
			'deliveryMethod',
			'amountCharged',
			'chargedCurrencyCode',
			'createdAt',
			'referenceOrderID',
			'referenceLineItemID',
			'reference',
			'utid',
			'accountIdentifier',
			'customerIdentifier',
			'externalRefID',
			'attempts',
			'requestId',
			'rewardCredentials',
		]);
		expect(output).toMatchObject({ replayed: true, reference: 'survey-1', attempts: 2, requestId: 'r-1' });
	});

	it('has the user’s reference wherever it is known, and no such field elsewhere', () => {
		const output = orderOutput(ORDER, { ...SHORT, reference: 'survey-1' });
		expect(output).toMatchObject({ reference: 'survey-1' });
		expect(orderOutput(ORDER, SHORT)).not.toHaveProperty('reference');
	});

	it.each([
		[{ firstName: 'Jane', lastName: 'Doe' }, 'Jane Doe'],
		[{ firstName: 'Jane', lastName: '' }, 'Jane'],
		[{ firstName: ' ', lastName: 'Doe' }, 'Doe'],
		[{ firstName: '', lastName: '' }, undefined],
		[{ email: 'jane@example.com' }, undefined],
		[undefined, undefined],
	])('names the recipient %j as %j', (recipient, recipientName) => {
		expect(orderOutput(readOrder({ recipient }), SHORT).recipientName).toBe(recipientName);
	});

	it('has the credentials only when they were asked for', () => {
		expect(JSON.stringify(orderOutput(ORDER, SHORT))).not.toContain(LINK);
		expect(orderOutput(ORDER, { ...SHORT, includeRewardCredentials: true })).toMatchObject({
			rewardCredentials: [{ value: LINK }],
		});
	});

	it('has an empty list of credentials while Tango has none yet', () => {
		expect(orderOutput({}, { ...SHORT, includeRewardCredentials: true })).toMatchObject({
			rewardCredentials: [],
		});
	});

	it('takes the charged value where Tango gives no total, and the list’s status', () => {
		const order = readOrder({ orderStatus: 'PENDING', amountCharged: { value: 1 } });
		expect(orderOutput(order, SHORT)).toMatchObject({ status: 'PENDING', amountCharged: 1 });
	});
});

describe('the whole output', () => {
	it('is Tango’s order as it is when the credentials were asked for', () => {
		expect(orderOutput(ORDER, { simplify: false, includeRewardCredentials: true })).toEqual(ORDER);
	});

	it('is the order without its credentials otherwise, wherever they are repeated', () => {
		expect(orderOutput(ORDER, { simplify: false, includeRewardCredentials: false })).toEqual({
			...ORDER,
			reward: { credentials: '[hidden]', redemptionInstructions: '<p>Open [hidden] and choose</p>' },
		});
	});

	it('of a placed order knows what this run knows', () => {
		const placed = {
			order: ORDER,
			replayed: false,
			isEarlier: false,
			attempts: 1,
			requestId: 'r-1',
			untold: [],
		};
		const output = placedOutput(placed, { simplify: false, includeRewardCredentials: false });
		expect(output).toMatchObject({
			accountIdentifier: 'acme-usd',
			replayed: false,
			attempts: 1,
			requestId: 'r-1',
		});
	});
});

describe('an order that Tango already had', () => {
	const placed = { order: ORDER, replayed: true, isEarlier: true, attempts: 1, requestId: 'r-1' };

	it.each([true, false])('shows its code when it is proved to be the same (simplified: %s)', (simplify) => {
		const output = placedOutput({ ...placed, untold: [] }, { simplify, includeRewardCredentials: true });
		expect(JSON.stringify(output)).toContain(LINK);
		expect(output).not.toHaveProperty('notProved');
	});

	it.each([true, false])(
		'keeps its code to itself and says why when that is not proved (simplified: %s)',
		(simplify) => {
			const choice = { simplify, includeRewardCredentials: true };
			const output = placedOutput({ ...placed, untold: ['recipientEmail', 'amount'] }, choice);
			expect(JSON.stringify(output)).not.toContain(LINK);
			expect(output).not.toHaveProperty('rewardCredentials');
			expect(output).toMatchObject({
				referenceOrderID: 'RA180426-1401-64',
				replayed: true,
				notProved: expect.stringMatching(/did not tell its Recipient Email, Amount.*is not shown/),
			});
		},
	);
});

describe('hideRewardCredentials', () => {
	const hidden = (order: unknown) => JSON.stringify(hideRewardCredentials(readOrder(order)));

	it.each<[string, unknown]>([
		['no reward at all', { status: 'COMPLETE' }],
		['a reward without credentials', { reward: { redemptionInstructions: 'x' } }],
		['a reward that is a text', { reward: 'CODE-1234' }],
		['a list that is none', { reward: { credentialList: 'CODE-1234', credentials: { a: 'CODE-1234' } } }],
		['a list of texts', { reward: { credentialList: ['CODE-1234'] } }],
	])('copes with %s', (_what, order) => {
		expect(hidden(order)).not.toContain('CODE-1234');
	});

	it('hides a link whole before the code inside it', () => {
		const reward = { credentialList: [{ value: 'QkZt8xY' }, { value: LINK }] };
		expect(hideRewardCredentials(readOrder({ notes: LINK, reward }))).toMatchObject({ notes: '[hidden]' });
	});

	it('does not blot out words because of a code of three characters', () => {
		expect(
			hideRewardCredentials(readOrder({ notes: 'please', reward: { credentialList: [{ value: 'lea' }] } })),
		).toMatchObject({
			notes: 'please',
		});
	});

	it('hides a code that is a number, where the instructions repeat it', () => {
		expect(
			hidden({
				reward: {
					credentialList: [{ label: 'PIN', value: 64_631_234 }],
					redemptionInstructions: 'PIN 64631234',
				},
			}),
		).not.toContain('64631234');
	});

	it('hides a code of a list of texts where the instructions repeat it', () => {
		expect(
			hidden({ reward: { credentialList: ['CODE-1234'], redemptionInstructions: 'Enter CODE-1234' } }),
		).not.toContain('CODE-1234');
	});

	it('hides a link where the instructions write it as HTML', () => {
		const value = 'https://rewardlink.example.test/r?a=QkZt8xY&b=7';
		const redemptionInstructions = `<a href="${value.replace('&', '&amp;')}">Open</a>`;
		expect(hidden({ reward: { credentialList: [{ value }], redemptionInstructions } })).not.toContain(
			'QkZt8xY',
		);
	});

	/** Capitals and digits, so that no value is a part of a field's name or of "[hidden]". */
	const credential = fc.stringMatching(/^[A-Z0-9]{4,20}$/);

	it('hides the credentials of rewards that stand elsewhere in the order', () => {
		const reward = { credentials: { PIN: '998877' }, credentialList: [{ value: 'ABCD-EFGH' }] };
		const hidden = hideRewardCredentials(readOrder({ lineItems: [{ reward }], reward: {} }));
		expect(hidden.lineItems).toEqual([{ reward: { credentials: '[hidden]', credentialList: '[hidden]' } }]);
	});

	it('keeps identifiers whole although the digits of a PIN occur in them', () => {
		const ids = { referenceOrderID: 'RA261122-1401-64', utid: 'U140164', accountIdentifier: 'acme-1401' };
		const order = readOrder({ ...ids, notes: 'PIN 1401', reward: { credentials: { PIN: '1401' } } });
		expect(hideRewardCredentials(order)).toMatchObject({ ...ids, notes: 'PIN [hidden]' });
	});

	it('leaves no credential of four characters or more anywhere, however deep', () => {
		const holding = (values: readonly string[]) =>
			fc.letrec<{ any: unknown }>((tie) => ({
				any: fc.oneof(
					{ depthSize: 'small' },
					fc.string().map((text) => text.toLowerCase()),
					fc.tuple(fc.string(), fc.constantFrom(...values), fc.string()).map((parts) => parts.join('')),
					fc.array(tie('any'), { maxLength: 3 }),
					fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('any'), { maxKeys: 3 }),
				),
			})).any;
		const order = fc.uniqueArray(credential, { minLength: 1, maxLength: 3 }).chain((values) =>
			fc.record({
				values: fc.constant(values),
				notes: holding(values),
				status: fc.constantFrom(...values),
				reward: fc.record({
					credentialList: fc.constant(
						values.map((value, index) => ({ label: 'Code', value: index % 2 ? value : { inner: [value] } })),
					),
					credentials: fc.constant(
						Object.fromEntries(values.map((value, index) => [`Code ${index}`, value])),
					),
					redemptionInstructions: holding(values),
					more: holding(values),
				}),
			}),
		);
		fc.assert(
			fc.property(order, ({ values, ...rest }) => {
				const text = hidden(rest);
				for (const value of values) expect(text).not.toContain(value);
			}),
			{ numRuns: 100 },
		);
	});

	it('leaves everything else as it was', () => {
		const untouched = { notes: { a: ['x', 1, null, true] }, status: 'COMPLETE', nothing: null };
		expect(hideRewardCredentials(readOrder(untouched))).toEqual(untouched);
	});
});

describe('the fields that the node names to n8n as sensitive', () => {
	const { sensitiveOutputFields: paths = [] } = new TangoOrders().description;

	/** The item without them. */
	function without(json: unknown): string {
		const item: unknown = structuredClone(json);
		for (const path of paths) {
			const names = path.split('.');
			const [last = ''] = names.slice(-1);
			const owner = names.slice(0, -1).reduce<unknown>((at, name) => Reflect.get(Object(at), name), item);
			if (typeof owner === 'object' && owner !== null) Reflect.deleteProperty(owner, last);
		}
		return JSON.stringify(item);
	}

	it.each([true, false])('are all places of a code that was asked for, simplified: %s', (simplify) => {
		const output = orderOutput(ORDER, { simplify, includeRewardCredentials: true });
		expect(JSON.stringify(output)).toContain(LINK);
		expect(without(output)).not.toContain(LINK);
	});
});

describe('raw output', () => {
	const raw = {
		referenceOrderID: 7,
		status: 'COMPLETE',
		denomination: 'ten',
		reward: { credentials: { PIN: 'abcd1' } },
	};

	it('is what Tango sent, fields of an unexpected type too', () => {
		const shown = orderOutput(readOrder(raw), { simplify: false, includeRewardCredentials: true, raw });
		expect(shown).toEqual(raw);
	});

	it.each([
		['a text', 'code-1234'],
		['a list', [{ value: 'code-1234' }]],
		['a number', 12345678],
	])('hides a reward that is %s, and its code elsewhere', (_, reward) => {
		const odd = { status: 'COMPLETE', notes: 'It is code-1234 or 12345678', reward };
		const shown = orderOutput(readOrder(odd), { simplify: false, includeRewardCredentials: false, raw: odd });
		expect(shown.reward).toBe('[hidden]');
		expect(JSON.stringify(shown)).not.toContain(typeof reward === 'number' ? '12345678' : 'code-1234');
	});
});
