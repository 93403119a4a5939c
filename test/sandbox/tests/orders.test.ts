import { beforeEach, describe, expect, it } from 'vitest';
import { type Reply } from './support/client.ts';
import { orderBody } from './support/samples.ts';
import { client, inOwnSandbox, sandbox } from './support/ownSandbox.ts';

/** Busy machines start a process or open a connection late; that is no failure. */
const PATIENT = { timeout: 15_000, interval: 5 };

inOwnSandbox();

const order = (changes?: Record<string, unknown>): Promise<Reply> =>
	client.post('/orders', orderBody(changes));

describe('externalRefID', () => {
	it('answers 201 first and 200 with the same order afterwards, executing once', async () => {
		const first = await order({ externalRefID: 'ref-1' });
		const second = await order({ externalRefID: 'ref-1' });
		expect([first.status, second.status]).toEqual([201, 200]);
		expect(second.json).toEqual(first.json);
		expect(sandbox.state.ordersFor('ref-1')).toHaveLength(1);
		expect(sandbox.state.balance('acme-usd')).toBe(999_975);
	});

	it('returns the original order whatever the repeated body says', async () => {
		const first = await order({ externalRefID: 'ref-1' });
		const other = await order({
			externalRefID: 'ref-1',
			utid: 'U154092',
			amount: 999,
			recipient: {},
		});
		expect(other.status).toBe(200);
		expect(other.json).toEqual(first.json);
	});

	it('is unique per account only', async () => {
		const reference = { externalRefID: 'ref-1' };
		await order(reference);
		const elsewhere = await order({ ...reference, accountIdentifier: 'acme-eur' });
		expect(elsewhere.status).toBe(201);
		expect(sandbox.state.ordersFor('ref-1')).toHaveLength(2);
		expect(sandbox.state.ordersFor('ref-1', 'acme-eur')).toHaveLength(1);
	});

	it('does not protect orders without one', async () => {
		expect([(await order()).status, (await order()).status]).toEqual([201, 201]);
		expect(sandbox.state.orders).toHaveLength(2);
	});

	it('answers 409.002 to a duplicate while the first is in process', async () => {
		sandbox.state.processingMs = 800;
		const first = order({ externalRefID: 'ref-1' });
		await expect.poll(() => sandbox.log.length, PATIENT).toBe(1);
		const meanwhile = await order({ externalRefID: 'ref-1' });
		expect(meanwhile).toMatchObject({ status: 409, json: { httpCode: 409, i18nKey: '409.002' } });
		expect((await first).status).toBe(201);
		expect((await order({ externalRefID: 'ref-1' })).status).toBe(200);
		expect(sandbox.state.orders).toHaveLength(1);
	});

	it('is free again when the first attempt was refused', async () => {
		expect((await order({ externalRefID: 'ref-1', amount: 0.001 })).status).toBe(400);
		expect((await order({ externalRefID: 'ref-1' })).status).toBe(201);
	});

	it('can answer 201 to a repeat, as Tango did in the past', async () => {
		sandbox.state.replayStatus = 201;
		await order({ externalRefID: 'ref-1' });
		expect((await order({ externalRefID: 'ref-1' })).status).toBe(201);
		expect(sandbox.state.orders).toHaveLength(1);
	});
});

describe('an executed order', () => {
	it('carries references, amounts and visibly fake codes', async () => {
		const { json } = await order({ utid: 'U154092', amount: 10, externalRefID: 'ref-1' });
		expect(json).toMatchObject({
			referenceOrderID: expect.stringMatching(/^RA\d{6}-1401-\d+$/),
			externalRefID: 'ref-1',
			rewardName: 'AMC® Gift Card $10.00',
			amountCharged: { value: 10, currencyCode: 'USD', total: 10 },
			denomination: { value: 10, currencyCode: 'USD' },
			status: 'COMPLETE',
			reward: {
				credentialList: [
					{ label: 'Card Number', type: 'text', credentialType: 'cardNumber' },
					{ label: 'PIN', value: expect.stringMatching(/^FAKE-/), credentialType: 'pin' },
				],
				credentials: { PIN: expect.stringMatching(/^FAKE-/) },
			},
		});
	});

	it('charges a foreign reward in the currency of the account', async () => {
		const { json } = await order({ utid: 'U468761', amount: 92 });
		expect(json).toMatchObject({
			denomination: { value: 92, currencyCode: 'EUR' },
			amountCharged: { value: 100, currencyCode: 'USD', exchangeRate: 1.08696, fee: 0, total: 100 },
		});
		expect(sandbox.state.balance('acme-usd')).toBe(999_900);
	});

	it('charges the fee of the item on top', async () => {
		const { json } = await order({ utid: 'U781792', amount: 10 });
		expect(json).toMatchObject({ amountCharged: { value: 10, fee: 1, total: 11 } });
		expect(sandbox.state.balance('acme-usd')).toBe(999_989);
	});

	it('carries no codes while it is PENDING, and carries them once settled', async () => {
		sandbox.state.newOrderStatus = 'PENDING';
		const { json } = await order({ externalRefID: 'ref-1' });
		expect(json).toMatchObject({ status: 'PENDING', reward: { credentialList: [] } });
		const id = sandbox.state.orders[0]?.referenceOrderID ?? '';
		sandbox.state.settle(id, 'COMPLETE');
		const later = await client.get(`/orders/${id}`);
		expect(later.json).toMatchObject({
			orderStatus: 'COMPLETE',
			reward: { credentialList: [{ credentialType: 'claimCode' }] },
		});
	});

	it('drains the account until it answers 402.001 and executes nothing more', async () => {
		const globex = { customerIdentifier: 'globex-hr', accountIdentifier: 'globex-usd', amount: 15 };
		expect((await order(globex)).status).toBe(201);
		const second = await order(globex);
		expect(second).toMatchObject({ status: 402, json: { i18nKey: '402.001' } });
		expect(sandbox.state.balance('globex-usd')).toBe(5);
		sandbox.state.deposit('globex-usd', 10);
		expect((await order(globex)).status).toBe(201);
	});
});

describe('a refused order', () => {
	const refusals: [what: string, changes: Record<string, unknown>, key: string, path: string][] = [
		['an unknown utid', { utid: 'U1' }, '422.024', 'utid'],
		['a malformed utid', { utid: 'amazon' }, '422.147', 'utid'],
		['an inactive item', { utid: 'U900101', amount: 20 }, '422.030', 'utid'],
		['an amount above the range', { amount: 2000.01 }, '422.025', 'amount'],
		['an amount below the range', { utid: 'U761382', amount: 4 }, '422.025', 'amount'],
		['cents where whole amounts are wanted', { utid: 'U761382', amount: 5.5 }, '422.026', 'amount'],
		['a wrong fixed amount', { utid: 'U154092', amount: 11 }, '422.027', 'amount'],
		['three decimals', { amount: 1.005 }, '422.140', 'amount'],
		['seven digits', { amount: 1_000_000 }, '422.105', 'amount'],
		['a negative amount', { amount: -1 }, '422.020', 'amount'],
		['an amount as text', { amount: '25' }, '400.501', 'amount'],
		['no amount', { amount: undefined }, '422.128', 'amount'],
		['no e-mail for EMAIL', { recipient: { firstName: 'J' } }, '422.029', 'recipient.email'],
		['no first name for EMAIL', { recipient: { email: 'a@b.example' } }, '422.028', 'recipient.firstName'],
		['a bad e-mail', { recipient: { firstName: 'J', email: 'jane' } }, '422.134', 'recipient.email'],
		['a bad sender e-mail', { sender: { email: 'x' } }, '422.134', 'sender.email'],
		['no number for PHONE', { deliveryMethod: 'PHONE' }, '422.028', 'recipient.mobileNumber'],
		[
			'no address for ADDRESS',
			{ deliveryMethod: 'ADDRESS', utid: 'U900201' },
			'422.167',
			'recipient.address',
		],
		['a reference of 101 characters', { externalRefID: 'x'.repeat(101) }, '422.110', 'externalRefID'],
		['insecure characters', { message: '<b>hi</b>' }, '422.111', 'message'],
		['an unknown field', { currencyCode: 'USD' }, '400.009', 'currencyCode'],
		['an unknown delivery method', { deliveryMethod: 'PIGEON' }, '400.501', 'deliveryMethod'],
	];

	it.each(refusals)('for %s is a 400 that names key and field', async (_what, changes, key, path) => {
		const reply = await order(changes);
		expect(reply).toMatchObject({
			status: 400,
			json: { httpCode: 400, httpPhrase: 'Bad Request', errors: [{ path, i18nKey: key }] },
		});
		expect(sandbox.state.orders).toEqual([]);
	});

	it.each([
		['an unknown customer', { customerIdentifier: 'nobody' }, '404.002'],
		['an unknown account', { accountIdentifier: 'nowhere' }, '404.003'],
		['the account of another customer', { accountIdentifier: 'globex-usd' }, '404.020'],
	])('for %s is a 404', async (_what, changes, key) => {
		expect(await order(changes)).toMatchObject({ status: 404, json: { i18nKey: key } });
	});

	it('for a frozen account is a 404.004', async () => {
		const account = sandbox.state.accounts.get('acme-usd');
		if (account) account.status = 'FROZEN';
		expect(await order()).toMatchObject({ status: 404, json: { i18nKey: '404.004' } });
	});

	it('lists all that is wrong at once', async () => {
		const reply = await order({
			amount: 3000,
			message: '<',
			recipient: { firstName: 'J', email: 'x' },
		});
		expect(reply.json).toMatchObject({
			errors: [{ i18nKey: '422.025' }, { i18nKey: '422.111' }, { i18nKey: '422.134' }],
		});
	});

	it('needs no recipient when nothing is delivered', async () => {
		expect((await order({ deliveryMethod: 'NONE', recipient: undefined })).status).toBe(201);
		const old = { deliveryMethod: undefined, sendEmail: false, recipient: undefined };
		expect((await order(old)).status).toBe(201);
	});
});

describe('the order search', () => {
	beforeEach(async () => {
		await order({
			externalRefID: 'ref-1',
			recipient: { firstName: 'Ann', email: 'ann@example.com' },
		});
		await order({
			externalRefID: 'ref-1',
			accountIdentifier: 'acme-eur',
			utid: 'U561594',
			amount: 7,
		});
		await order({ externalRefID: 'ref-2', utid: 'U154092', amount: 10 });
	});

	const total = async (query: string) => (await client.get(`/orders?${query}`)).json;

	it.each([
		['externalRefID=ref-1', 2],
		['externalRefID=ref-1&accountIdentifier=acme-usd', 1],
		['externalRefID=ref-3', 0],
		['customerIdentifier=acme-rewards', 3],
		['recipientEmail=ann@example.com', 1],
		['utid=U154092', 1],
		['orderStatus=COMPLETE', 3],
		['status=PENDING', 0],
		['minAmount=8&maxAmount=20', 1],
		['currencyCode=EUR', 1],
		['deliveryMethod=NONE', 0],
	])('finds by %s', async (query, count) => {
		expect(await total(query)).toMatchObject({ page: { totalCount: count } });
	});

	it('filters by date, a bare end date meaning the whole day', async () => {
		const today = new Date().toISOString().slice(0, 10);
		const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
		expect(await total(`startDate=${yesterday}&endDate=${today}`)).toMatchObject({
			page: { totalCount: 3 },
		});
		expect(await total(`endDate=${yesterday}`)).toMatchObject({ page: { totalCount: 0 } });
	});

	it.each([
		['endDate=2026-01-01&startDate=2026-02-01', '422.041'],
		['startDate=2026-01-01&endDate=2026-06-01', '422.043'],
		['startDate=soon', '422.044'],
		['startDate=2999-01-01', '422.045'],
		['elementsPerBlock=101', '422.042'],
		['elementsPerBlock=100&page=100', '400.021'],
	])('refuses %s', async (query, key) => {
		const reply = await client.get(`/orders?${query}`);
		expect(reply.status).toBe(400);
		expect(reply.text).toContain(key);
	});

	it('pages from 0, newest first, without rewards', async () => {
		const first = await client.get('/orders?elementsPerBlock=2');
		const second = await client.get('/orders?elementsPerBlock=2&page=1');
		expect(first.json).toMatchObject({
			page: { number: 0, elementsPerBlock: 2, resultCount: 2, totalCount: 3 },
			orders: [{ externalRefID: 'ref-2' }, { accountIdentifier: 'acme-eur' }],
		});
		expect(second.json).toMatchObject({ page: { number: 1, resultCount: 1, totalCount: 3 } });
		expect(first.text).not.toContain('FAKE-');
	});

	it('answers 404.005 to an unknown order', async () => {
		expect(await client.get('/orders/RA000000-1-1')).toMatchObject({
			status: 404,
			json: { i18nKey: '404.005', path: '/raas/v2/orders/RA000000-1-1' },
		});
	});
});
