import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { orderTool, startAgent, wish } from './support/agent.ts';
import { FIRST_BULK_ORDER } from './support/everyOperation.ts';
import { byId, order, rows, runTango, type TangoResult } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** A bulk order whose rows tell their reference, amount and first name. */
function bulk(overrides: INodeParameters = {}): INodeParameters {
	return order({
		resource: 'asyncOrder',
		amount: '={{ $json.amount ?? 25 }}',
		recipientFirstName: '={{ $json.name ?? "Jane" }}',
		maximumTotal: 10_000,
		...overrides,
	});
}

async function run(items: readonly IDataObject[], overrides: INodeParameters = {}, onError?: 'continue') {
	return await runTango(sandbox, {
		items,
		parameters: bulk(overrides),
		...(onError ? { onError: 'continueErrorOutput' } : {}),
	});
}

function column({ done }: TangoResult, name: string): unknown[] {
	return done.map(({ json }) => json[name]);
}

const posts = () =>
	sandbox.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/asyncOrders'));
const paid = () => sandbox.state.asyncOrders.rewards.map(({ externalRefID }) => externalRefID);

describe('a bulk order', () => {
	it('takes the rows of a run together and gives each its own output, in their order', async () => {
		const result = await run(rows(5), { options: { batchSize: 2 } });
		expect(result.error).toBeUndefined();
		expect(posts()).toHaveLength(3);
		expect(column(result, 'outcome')).toEqual(Array(5).fill('accepted'));
		expect(column(result, 'reference')).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
		expect(result.done.map(({ pairedItem }) => pairedItem)).toEqual(rows(5).map((_, item) => ({ item })));
		// In n8n's table null is red.
		expect(
			result.done.flatMap(({ json }) => Object.keys(json).filter((name) => json[name] === null)),
		).toEqual([]);
		expect(result.done[0]?.json).toMatchObject({ problem: 'None', referenceOrderID: 'Not yet' });
		expect(column(result, 'externalRefLineItemID').toSorted()).toEqual(paid().toSorted());
		expect(sandbox.state.orders).toEqual([]);
		expect(sandbox.violations).toEqual([]);
	});

	it('that the account cannot pay says what it holds and what all its rows together lack', async () => {
		const poor = {
			customerIdentifier: byId('globex-hr'),
			accountIdentifier: byId('globex-usd'),
			additionalFields: {},
		};
		const { failed } = await run(rows(3), { ...poor, amount: 25 }, 'continue');
		expect(failed.map(({ json }) => json.error)).toEqual(
			[1, 2, 3].map(
				(row) =>
					`Account “globex-usd” does not hold enough money for this order: it holds 20 USD, and 55 USD are missing (row ${row} of 3)`,
			),
		);
		expect(paid()).toEqual([]);
	});

	it('run again with fewer, more and mended rows pays nothing twice', async () => {
		const first = await run([...rows(3), { id: 'more' }]);
		expect(column(first, 'outcome')).toEqual(Array(4).fill('accepted'));
		const again = await run([{ id: 'new' }, ...rows(3).slice(1)]);
		expect(column(again, 'outcome')).toEqual(['accepted', 'alreadyThere', 'alreadyThere']);
		expect(column(again, 'replayed')).toEqual([false, true, true]);
		expect(again.done.flatMap(({ json }) => Object.values(json))).not.toContain(null);
		expect(again.hints.join()).toContain('2 of 3 rows were there already');
		expect(new Set(paid()).size).toBe(5);
		expect(paid()).toHaveLength(5);
	});

	it('settles a lost answer by what stands at Tango', async () => {
		sandbox.faults.next('reset-after', { match: { method: 'POST', path: '/asyncOrders' } });
		const result = await run(rows(3));
		expect(column(result, 'outcome')).toEqual(Array(3).fill('alreadyThere'));
		expect(paid()).toHaveLength(3);
	});

	it('whose answers are all lost names each row, its reference and the way to settle it', async () => {
		for (let attempt = 0; attempt < 2; attempt += 1)
			sandbox.faults.next('status-503-before', { match: { method: 'POST', path: '/asyncOrders' } });
		const { failed } = await run(rows(3), { options: { maxAttempts: 2, batchSize: 2 } }, 'continue');
		expect(failed).toHaveLength(3);
		expect(failed[0]?.json.error).toBe('It is not known whether Tango carried the request out (row 1 of 3)');
		expect(failed[1]?.json.message).toMatch(
			/The row’s reference at Tango is t1[0-9a-f]{40}, in Bulk Order t1/,
		);
		expect(failed[2]?.json.error).toBe(
			'This row was not sent: it is not known what became of the rows before it (row 3 of 3)',
		);
		const again = await run(rows(3));
		expect(column(again, 'outcome')).toEqual(Array(3).fill('accepted'));
		expect(paid()).toHaveLength(3);
	});

	it('of which Tango refuses a row tells why, and the mended row is paid', async () => {
		// The catalog is kept for hours, so that Tango alone knows by now.
		await run([{ id: 'warm' }]);
		const items = [{ id: 'a' }, { id: 'b', name: 'Refused' }];
		sandbox.state.asyncOrders.refuses = ({ recipient }) => recipient.firstName === 'Refused';
		const result = await run(items);
		expect(column(result, 'outcome')).toEqual(['accepted', 'refused']);
		expect(result.done[1]?.json).toMatchObject({ reference: 'b', replayed: false });
		expect(result.done[1]?.json.problem).toContain('recipient.firstName');
		expect(result.hints.join()).toContain('Tango refused 1 of 2 rows; nothing was paid for them');
		const mended = await run([{ id: 'a' }, { id: 'b', name: 'Jane' }]);
		expect(column(mended, 'outcome')).toEqual(['alreadyThere', 'accepted']);
		expect(paid()).toHaveLength(3);
	});

	it.each([413, 422] as const)('that is too long for Tango (%i) is sent in halves', async (status) => {
		sandbox.state.asyncOrders.maxLines = 3;
		sandbox.state.asyncOrders.tooManyWith = status;
		const result = await run(rows(10));
		expect(column(result, 'outcome')).toEqual(Array(10).fill('accepted'));
		expect(paid()).toHaveLength(10);
	});

	it.each([403, 404] as const)('where Tango has not opened it (%i) names Order: Create', async (status) => {
		sandbox.state.asyncOrders.closedWith = status;
		const { failed } = await run(rows(2, 'closed'), {}, 'continue');
		expect(failed).toHaveLength(2);
		expect(failed[0]?.json.message).toContain('Until then use Order: Create');
		expect(paid()).toEqual([]);
	});

	it('keeps its limits over all rows before the first is sent', async () => {
		const { error } = await run(rows(3), { maximumTotal: 50 });
		expect(error?.message).toContain('Maximum Total');
		expect(posts()).toEqual([]);
	});

	it('refuses a reference that occurs twice, and one that belongs to another reward', async () => {
		const twice = await run([{ id: 'a' }, { id: 'a' }]);
		expect(twice.error?.message).toContain('is the same as that of row 1');
		await run([{ id: 'a' }]);
		const other = await run([{ id: 'a', amount: 5 }]);
		expect(other.error?.message).toContain('This reference already belongs to another order');
		expect(paid()).toHaveLength(1);
	});

	it('goes in one request for each account and campaign', async () => {
		const items = [
			{ id: 'a', campaign: 'One' },
			{ id: 'b', campaign: 'Two' },
			{ id: 'c', campaign: 'One' },
		];
		const result = await run(items, { additionalFields: { campaign: '={{ $json.campaign }}' } });
		expect(column(result, 'reference')).toEqual(['a', 'b', 'c']);
		expect(posts()).toHaveLength(2);
		const elsewhere = await run([{ id: 'a' }], { accountIdentifier: byId('acme-eur') });
		expect(column(elsewhere, 'outcome')).toEqual(['accepted']);
	});

	it('that stops tells of the rows that were sent with the one it stops at', async () => {
		await run([{ id: 'taken' }]);
		sandbox.faults.next('status-503-before', { match: { method: 'POST', path: '/asyncOrders' } });
		const { error } = await run(rows(4), { options: { maxAttempts: 1, batchSize: 2 } });
		expect(error?.message).toBe('It is not known whether Tango carried the request out (row 1 of 4)');
		expect(error?.description).toContain('Not known whether carried out: row 2');
		expect(error?.description).toContain('Not tried: rows 3 to 4');
	});
});

describe('a bulk order that is there', () => {
	const KEY = {
		resource: 'asyncOrder',
		customerIdentifier: byId('acme-rewards'),
		accountIdentifier: byId('acme-usd'),
		externalRefID: FIRST_BULK_ORDER,
		filters: {},
		options: {},
	};
	const ask = async (parameters: INodeParameters) =>
		await runTango(sandbox, { parameters: { ...KEY, ...parameters } });

	beforeEach(async () => {
		sandbox.state.asyncOrders.refuses = ({ recipient }) => recipient.firstName === 'Refused';
		await run([{ id: 'good' }, { id: 'bad', name: 'Refused' }]);
	});

	it('gives its failed rows, each to be mended and sent again under its reference, and once', async () => {
		const { done } = await ask({ operation: 'get', failedOnly: true });
		expect(done.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				status: 'FAILED',
				problem: expect.stringContaining('recipient.firstName'),
				recipientFirstName: 'Refused',
			}),
		]);
		const mended = [{ id: String(done[0]?.json.reference) }];
		expect(column(await run(mended), 'outcome')).toEqual(['accepted']);
		expect(column(await run([{ id: 'bad' }]), 'outcome')).toEqual(['alreadyThere']);
		expect(paid()).toHaveLength(2);
	});

	it('tells how far Tango is, with its rows, and is found in the list', async () => {
		const { done } = await ask({ operation: 'get', failedOnly: false });
		expect(done[0]?.json).toMatchObject({
			status: 'PARTIAL',
			totalLineItems: 2,
			externalRefID: FIRST_BULK_ORDER,
		});
		expect(done[0]?.json.lineItems).toHaveLength(2);
		const filters = { recipientEmail: 'jane@example.com', orderStatus: 'COMPLETE' };
		const listed = await ask({ operation: 'getMany', returnAll: true, filters });
		expect(column(listed, 'externalRefID')).toEqual([FIRST_BULK_ORDER]);
	});

	it('shows the codes of its rows only where they are asked for', async () => {
		for (const simplify of [true, false]) {
			const operation = { operation: 'getLineItems', returnAll: true, simplify };
			const hidden = await ask(operation);
			expect(JSON.stringify(hidden.done)).not.toContain('FAKE-');
			const shown = await ask({ ...operation, options: { includeRewardCredentials: true } });
			expect(JSON.stringify(shown.done)).toContain('FAKE-CLAIMCODE-');
		}
	});

	it('is filed anew, and so are its rows; an update of nothing is refused', async () => {
		const { done } = await ask({ operation: 'update', updateFields: { campaign: 'Autumn' } });
		expect(done[0]?.json).toMatchObject({ campaign: 'Autumn', externalRefID: FIRST_BULK_ORDER });
		const referenceLineItemID = sandbox.state.asyncOrders.orders[0]?.lines[0]?.referenceLineItemID ?? '';
		const updateFields = { lineItemNote: 'Mended' };
		const line = await ask({ operation: 'updateLineItem', referenceLineItemID, updateFields });
		expect(line.done[0]?.json).toEqual({ accepted: true, referenceLineItemID, note: 'Mended' });
		const nothing = await ask({ operation: 'update', updateFields: {} });
		expect(nothing.error?.message).toBe(
			'Update Fields is empty. Add Campaign, Notes or Purchase Order Number',
		);
	});
});

describe('an agent', () => {
	it('gets one row for one wish, and hears of a refused one that nothing is paid', async () => {
		const parameters = { ...orderTool(), resource: 'asyncOrder' };
		const agent = await startAgent(sandbox, { way: 'engine', parameters });
		const [first] = await agent.call(wish());
		expect(first).toMatchObject({ status: 'paid', retry: 'no', referenceOrderID: null });
		expect(await agent.call(wish({ Name: 'Jane M' }))).toEqual([
			expect.objectContaining({ status: 'paid', reference: first?.reference }),
		]);
		sandbox.state.asyncOrders.refuses = () => true;
		const [refused] = await agent.call(wish({ Email: 'bob@example.com', Name: 'Bob' }));
		expect(refused).toMatchObject({ status: 'not_paid' });
		expect(paid()).toHaveLength(1);
	});
});
