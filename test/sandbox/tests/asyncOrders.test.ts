import { describe, expect, it } from 'vitest';
import { brokenAnswerFacts } from '../facts/answerFacts.ts';
import { ORDER } from '../facts/rules/samples.ts';
import { client, inOwnSandbox, sandbox } from './support/ownSandbox.ts';

inOwnSandbox();

const ONE = '/asyncOrders/customers/{customerIdentifier}/accounts/{accountIdentifier}/{externalRefID}';
const BULK_1 = '/asyncOrders/customers/acme-rewards/accounts/acme-usd/bulk-1';
const { customerIdentifier, accountIdentifier, ...LINE } = ORDER;

function line(externalRefLineItemID: string, changes: object = {}) {
	return { ...LINE, ...changes, externalRefLineItemID };
}

async function post(lineItems: readonly object[], externalRefID = 'bulk-1') {
	return await client.post('/asyncOrders', {
		externalRefID,
		customerIdentifier,
		accountIdentifier,
		lineItems,
	});
}

const paid = () => sandbox.state.asyncOrders.rewards.map(({ externalRefID }) => externalRefID);

describe('an asynchronous order', () => {
	it('is taken once per reference of its account; a repeat gets the first one back and pays nothing', async () => {
		const first = await post([line('a'), line('b')]);
		expect([first.status, brokenAnswerFacts('post', '/asyncOrders', 202, first.json)]).toEqual([202, []]);
		const again = await post([line('c')]);
		expect(again.status).toBe(200);
		expect(again.json).toEqual(first.json);
		expect(paid()).toEqual(['a', 'b']);
		expect(sandbox.state.balance('acme-usd')).toBe(999_950);
	});

	it('has its lines judged one by one: some are paid, some refused with a reason', async () => {
		const { json } = await post([line('a'), line('b', { amount: 5_000 }), line('c', { utid: 'U1' })]);
		expect(json).toMatchObject({
			status: 'PARTIAL',
			totalLineItems: 3,
			failedLineItems: [
				{ externalRefLineItemID: 'b', errors: [{ field: 'amount', errorCodeValue: '422.025' }] },
				{ externalRefLineItemID: 'c', errors: [{ field: 'utid', errorCodeValue: '422.024' }] },
			],
		});
		expect(paid()).toEqual(['a']);
	});

	it('tells of line references that stand in it twice, and pays those once', async () => {
		const { json } = await post([line('a'), line('a'), line('b')]);
		expect(json).toMatchObject({ duplicateLineItemRefIds: { a: 2 } });
		expect(paid()).toEqual(['a', 'b']);
	});

	it('looks for its lines in no other order: what comes again is paid again', async () => {
		await post([line('a')]);
		await post([line('a')], 'bulk-2');
		expect(paid()).toEqual(['a', 'a']);
	});

	it('that the account cannot pay whole is not taken', async () => {
		sandbox.state.deposit('acme-usd', -999_970);
		expect((await post([line('a'), line('b')])).status).toBe(402);
		expect([paid(), sandbox.state.balance('acme-usd')]).toEqual([[], 30]);
	});

	it('with a line that has no shape of one is refused as a whole, and the line is named', async () => {
		const { status, json } = await post([line('a'), { externalRefLineItemID: 'b' }]);
		expect(status).toBe(400);
		expect(JSON.stringify(json)).toContain('lineItems.1');
		expect(paid()).toEqual([]);
	});

	it.each([413, 422] as const)('may be too long for this platform (%i)', async (status) => {
		sandbox.state.asyncOrders.maxLines = 1;
		sandbox.state.asyncOrders.tooManyWith = status;
		expect((await post([line('a'), line('b')])).status).toBe(status === 413 ? 413 : 400);
		expect((await post([line('a')])).status).toBe(202);
	});

	it.each([403, 404] as const)('may not be opened for this platform (%i)', async (status) => {
		sandbox.state.asyncOrders.closedWith = status;
		expect((await post([line('a')])).status).toBe(status);
		expect((await client.get(BULK_1)).status).toBe(status);
	});
});

describe('an asynchronous order that is there', () => {
	it('is told page by page, its failed lines alone and its codes only with its line items', async () => {
		await post([line('a'), line('b', { amount: 5_000 }), line('c')]);
		const first = await client.get(`${BULK_1}?maxResults=2`);
		expect(brokenAnswerFacts('get', ONE, 200, first.json)).toEqual([]);
		expect(first.json).toMatchObject({ totalLineItems: 3, pagination: { nextPageAvailable: true } });
		expect(first.text).not.toContain('FAKE-');
		const failed = await client.get(`${BULK_1}?failedOnly=true`);
		expect(failed.json).toMatchObject({
			lineItems: [{ externalRefLineItemID: 'b', lineItemStatus: 'FAILED' }],
		});
		const lines = await client.get(`${BULK_1}/lineItems?externalRefLineItemIDs=a&externalRefLineItemIDs=c`);
		expect(brokenAnswerFacts('get', `${ONE}/lineItems`, 200, lines.json)).toEqual([]);
		expect(lines.text).toContain('FAKE-');
	});

	it('tells of no line while it is worked on', async () => {
		sandbox.state.asyncOrders.holds = true;
		await post([line('a')]);
		expect((await client.get(BULK_1)).json).toMatchObject({ orderStatus: 'PENDING', lineItems: [] });
		sandbox.state.asyncOrders.release();
		expect((await client.get(BULK_1)).json).toMatchObject({ orderStatus: 'COMPLETE', lineItems: [{}] });
	});

	it('is listed by what holds for the whole and by its lines, unless all of it failed', async () => {
		await post([line('a')]);
		await post([line('b', { amount: 5_000 })], 'bulk-2');
		const all = await client.get('/asyncOrders');
		expect(brokenAnswerFacts('get', '/asyncOrders', 200, all.json)).toEqual([]);
		expect(all.json).toMatchObject({ orders: [{ externalRefID: 'bulk-1' }] });
		const none = await client.get('/asyncOrders?recipientEmail=bob@example.com');
		expect(none.json).toMatchObject({ orders: [] });
	});

	it('is unknown under another account', async () => {
		await post([line('a')]);
		const { status } = await client.get(BULK_1.replace('acme-usd', 'acme-eur'));
		expect(status).toBe(404);
	});
});
