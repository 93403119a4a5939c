import { describe, expect, it } from 'vitest';
import { z } from 'zod/v4';
import { brokenAnswerFacts } from '../facts/answerFacts.ts';
import { ORDER } from '../facts/rules/samples.ts';
import { client, inOwnSandbox, sandbox } from './support/ownSandbox.ts';

inOwnSandbox();

const ALL = '/lineItems';
const ONE = '/lineItems/{referenceLineItemID}';
const LINK = { ...ORDER, utid: 'U561593', amount: 30 };
const WRONG = { reasonCode: 'DELIVERY_INFO' };

const named = z.looseObject({ referenceLineItemID: z.string() });
const list = z.object({
	keysetPage: z.looseObject({ nextPageKeys: z.array(z.string()) }),
	lineItems: z.array(z.looseObject({ amountIssued: z.looseObject({ value: z.number() }) })),
});

const pathOf = (json: unknown) => `/lineItems/${named.parse(json).referenceLineItemID}`;

/** Places an order and gives the path of its line item. */
async function ordered(changes: object = LINK): Promise<string> {
	return pathOf((await client.post('/orders', { ...LINK, ...changes })).json);
}

async function listed(query: string) {
	const { keysetPage, lineItems } = list.parse((await client.get(`${ALL}?${query}`)).json);
	return {
		amounts: lineItems.map(({ amountIssued }) => amountIssued.value),
		nextPageKeys: keysetPage.nextPageKeys,
	};
}

const balance = () => sandbox.state.balance('acme-usd');

describe('line items', () => {
	it('are told as the API facts say, in a list without and alone with their codes', async () => {
		const path = await ordered();
		const one = await client.get(path);
		expect(brokenAnswerFacts('get', ONE, 200, one.json)).toEqual([]);
		expect(one.json).toMatchObject({ status: 'COMPLETE', canCancel: true, reward: expect.any(Object) });
		const all = await client.get(ALL);
		expect(brokenAnswerFacts('get', ALL, 200, all.json)).toEqual([]);
		expect(JSON.stringify(all.json)).not.toContain('credentialList');
	});

	it('are listed page by page, each page naming the keys of the next', async () => {
		for (let index = 0; index < 3; index++) await ordered();
		const first = await listed('elementsPerBlock=2');
		const [key = ''] = first.nextPageKeys;
		const next = await listed(`elementsPerBlock=2&pageKeys=${encodeURIComponent(key)}`);
		expect([first.amounts.length, next.amounts.length, next.nextPageKeys]).toEqual([2, 1, []]);
	});

	it('are filtered and sorted', async () => {
		await ordered({ amount: 20 });
		await ordered({ recipient: { firstName: 'Bob', email: 'bob@example.com' } });
		const amounts = async (query: string) => (await listed(query)).amounts;
		expect(await amounts('recipientEmail=bob@example.com')).toEqual([30]);
		expect(await amounts('columnSortName=amountIssued&columnSortAscending=true')).toEqual([20, 30]);
		expect(await amounts('minRemainingBalance=25')).toEqual([30]);
		expect(sandbox.violations).toEqual([]);
	});

	it('know their reasons', async () => {
		const { json } = await client.get('/lineItems/reasonCodes');
		expect(brokenAnswerFacts('get', '/lineItems/reasonCodes', 200, json)).toEqual([]);
	});
});

describe('a change of a line item', () => {
	it('is acknowledged, and shows after as many looks as the test says', async () => {
		const path = await ordered();
		sandbox.state.lineItems.lag = 1;
		const before = balance();
		expect((await client.post(`${path}/cancel`, WRONG)).status).toBe(202);
		expect((await client.get(path)).json).toMatchObject({ status: 'COMPLETE' });
		expect((await client.get(path)).json).toMatchObject({ status: 'CANCELLED', canCancel: false });
		expect(balance() - before).toBe(30);
	});

	it('freezes and unfreezes, and is refused where that is no change', async () => {
		const path = await ordered();
		const act = async (action: string) => (await client.post(`${path}/${action}`, WRONG)).status;
		expect([await act('unfreeze'), await act('freeze'), await act('freeze')]).toEqual([403, 202, 403]);
		expect((await client.get(path)).json).toMatchObject({ canFreeze: false, rewardStatus: 'FROZEN' });
		expect(await act('unfreeze')).toBe(202);
	});

	it('is for choice products that are not old', async () => {
		const card = await ordered({ ...ORDER });
		expect((await client.post(`${card}/cancel`, WRONG)).json).toMatchObject({ i18nKey: '403.010' });
	});

	it('notes what is noted', async () => {
		const path = await ordered();
		expect((await client.send('PATCH', path, { campaign: 'Spring' })).status).toBe(202);
		expect((await client.get(path)).json).toMatchObject({ campaign: 'Spring' });
	});
});

describe('a reissue', () => {
	it('is a new order that is paid, cancels the first and names it', async () => {
		const path = await ordered({ externalRefID: 'ref-1' });
		const before = balance();
		const { status, json } = await client.post(`${path}/reissue`, {
			...WRONG,
			recipient: { email: 'ada@example.org' },
		});
		expect([status, brokenAnswerFacts('post', `${ONE}/reissue`, 201, json)]).toEqual([201, []]);
		expect(json).toMatchObject({ recipient: { email: 'ada@example.org', firstName: 'Jane' } });
		expect(balance()).toBe(before);
		expect(sandbox.state.ordersFor('ref-1')).toHaveLength(1);
		expect((await client.get(path)).json).toMatchObject({
			status: 'CANCELLED',
			reissuedToReferenceLineItemId: named.parse(json).referenceLineItemID,
		});
	});

	it('comes once: the line item cannot be reissued again', async () => {
		const path = await ordered();
		await client.post(`${path}/reissue`, WRONG);
		expect((await client.post(`${path}/reissue`, WRONG)).json).toMatchObject({ i18nKey: '403.010' });
		expect(sandbox.state.orders).toHaveLength(2);
	});

	it('comes five times at most for one reward', async () => {
		let path = await ordered();
		for (let count = 0; count < 5; count++) {
			path = pathOf((await client.post(`${path}/reissue`, WRONG)).json);
		}
		expect((await client.post(`${path}/reissue`, WRONG)).json).toMatchObject({ i18nKey: '403.022' });
	});
});

describe('a resend', () => {
	it('is a message to the recipient or to the address that is given, of a line item as of an order', async () => {
		const path = await ordered();
		const one = await client.post(`${path}/resends`, { newEmail: 'ada@example.org' });
		expect(one).toMatchObject({ status: 201, json: { email: 'ada@example.org' } });
		const documented = '/lineItems/{referenceLineItemId}/resends';
		expect(brokenAnswerFacts('post', documented, 201, one.json)).toEqual([]);
		await ordered();
		const [, order] = sandbox.state.orders;
		const ofOrder = `/orders/${order?.referenceOrderID ?? ''}/resends`;
		const two = await client.post(ofOrder, { newMobile: '+12065550100' });
		expect(two.json).toMatchObject({ mobileNumber: '+12065550100', email: 'jane@example.com' });
		expect(brokenAnswerFacts('post', '/orders/{referenceOrderID}/resends', 201, two.json)).toEqual([]);
	});

	it('is refused within 30 seconds, and by whatever longer rule the test sets', async () => {
		const path = await ordered();
		await client.post(`${path}/resends`, {});
		expect((await client.post(`${path}/resends`, {})).json).toMatchObject({
			i18nKey: '403.005',
			message: expect.stringContaining('30 seconds'),
		});
		sandbox.state.lineItems.resendRule = '403.004';
		expect((await client.post(`${path}/resends`, {})).json).toMatchObject({ i18nKey: '403.004' });
	});

	it('of a reward that Tango did not send needs another way of delivery', async () => {
		const path = await ordered({ deliveryMethod: 'NONE', recipient: undefined });
		expect((await client.post(`${path}/resends`, {})).json).toMatchObject({ i18nKey: '403.003' });
	});
});

describe('an embedded URL', () => {
	it('is told of a link that was ordered for embedding', async () => {
		const email = await ordered();
		expect((await client.get(`${email}/embeddedUrl`)).status).toBe(400);
	});
});

describe('an e-mail template', () => {
	const TEMPLATE = {
		name: 'Spring',
		fromName: 'Acme',
		subject: 'For you',
		headerImage: 'aGVsbG8=',
		headerImageAltText: 'Acme',
		accentColor: '#004488',
		messageBody: 'Hello {{recipient_name}}',
		closing: 'Acme',
	};

	it('is made, changed and deleted, and has a name of its own', async () => {
		const made = await client.post('/digitalTemplates', TEMPLATE);
		expect([made.status, brokenAnswerFacts('post', '/digitalTemplates', 201, made.json)]).toEqual([201, []]);
		expect((await client.post('/digitalTemplates', TEMPLATE)).status).toBe(409);
		const { etid } = z.looseObject({ etid: z.string() }).parse(made.json);
		const path = `/digitalTemplates/${etid}`;
		expect((await client.send('PATCH', path, { subject: 'Hello' })).json).toMatchObject({ subject: 'Hello' });
		expect((await client.send('DELETE', path)).status).toBe(204);
		expect((await client.get(path)).json).toMatchObject({ i18nKey: '404.053' });
	});

	it('that an order was sent with stays', async () => {
		await ordered({ etid: 'E100001' });
		expect((await client.send('DELETE', '/digitalTemplates/E100001')).json).toMatchObject({
			errors: [{ i18nKey: '422.085' }],
		});
	});
});
