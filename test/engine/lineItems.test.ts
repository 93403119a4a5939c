import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { searchList } from './support/editor.ts';
import { byId, order, rows, runTango } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** Orders with the IDs `a0`, `a1`, …; a Reward Link unless the test wants another reward. */
async function ordered(count: number, overrides: INodeParameters = {}): Promise<string[]> {
	const parameters = order({ utid: byId('U561593'), ...overrides });
	const { done, error } = await runTango(sandbox, { items: rows(count), parameters });
	expect(error).toBeUndefined();
	return done.map(({ json }) => String(json.referenceLineItemID));
}

async function run(operation: string, parameters: INodeParameters = {}, items: IDataObject[] = [{}]) {
	return await runTango(sandbox, {
		items,
		parameters: { resource: 'lineItem', operation, simplify: true, options: {}, ...parameters },
	});
}

const CODE = /rewardlink\.example/;

describe('a line item', () => {
	test('is got with what people ask after, its code only where it is asked for', async () => {
		const [id = ''] = await ordered(1);
		const get = async (parameters: INodeParameters = {}) =>
			(await run('get', { referenceLineItemID: byId(id), ...parameters })).done[0]?.json;
		const told = await get();
		expect(told).toMatchObject({
			status: 'COMPLETE',
			rewardName: 'Reward Link',
			recipientName: 'Jane Doe',
			deliveryStatus: 'DELIVERED',
			remainingBalance: 25,
			canCancel: true,
			problem: null,
			referenceLineItemID: id,
		});
		expect(JSON.stringify([told, await get({ simplify: false })])).not.toMatch(CODE);
		const options = { includeRewardCredentials: true };
		expect(JSON.stringify((await get({ options }))?.rewardCredentials)).toMatch(CODE);
		expect(JSON.stringify(await get({ simplify: false, options }))).toMatch(CODE);
	});

	test('that Tango does not know is told by its number', async () => {
		const { error } = await run('get', { referenceLineItemID: byId('RA1-9') });
		expect(error?.message).toBe('Tango knows no line item “RA1-9”');
		expect(error?.description).toContain('Check Line Item');
	});

	test('is found among many by its recipient, and lists are read to their end', async () => {
		await ordered(3, { recipientFirstName: '={{ $json.id }}' });
		const all = await run('getMany', { returnAll: true, filters: {} });
		expect(all.done.map(({ json }) => json.recipientName)).toEqual(['a2 Doe', 'a1 Doe', 'a0 Doe']);
		const filters = { recipientFirstName: 'a1', emailStatus: 'DELIVERED' };
		const one = await run('getMany', { returnAll: true, filters });
		expect(one.done.map(({ json }) => json.recipientName)).toEqual(['a1 Doe']);
		const sorted = { columnSortName: 'recipientFirstName', columnSortAscending: true };
		const first = await run('getMany', { returnAll: false, limit: 1, filters: sorted });
		expect(first.done.map(({ json }) => json.recipientName)).toEqual(['a0 Doe']);
		expect(sandbox.violations).toEqual([]);
	});

	test.each<[INodeParameters, string]>([
		[{ minRemainingBalance: 10, maxRemainingBalance: 5 }, 'Remaining Balance at Most is 5, below'],
		[{ startDate: '2026-11-02', endDate: '2026-11-01' }, 'End Date is 2026-11-0'],
	])('is not looked for between %j', async (filters, message) => {
		const { error } = await run('getMany', { returnAll: true, filters });
		expect(error?.message).toContain(message);
		expect(sandbox.log).toEqual([]);
	});

	test('has reasons for what may be done to it, one row each', async () => {
		const { done } = await run('getReasonCodes');
		expect(done.map(({ json }) => json)).toContainEqual({
			action: 'CANCEL',
			reasonCode: 'DUPLICATE',
			description: 'Duplicate reward',
		});
	});
});

describe('the lists to choose from', () => {
	/** A credential of its own for each search, as lists are kept for a minute. */
	let number = 0;
	const search = async (list: string, typed?: string) =>
		(await searchList(sandbox, list, typed, undefined, { secondaryApiKey: `lines-${++number}` })).results;

	test('show line items and orders by reward, recipient, amount and day', async () => {
		const [id = ''] = await ordered(1);
		const day = new Date().toISOString().slice(0, 10);
		const name = `Reward Link · jane@example.com · 25.00 USD · ${day}`;
		expect(await search('searchLineItems')).toEqual([{ name, value: id }]);
		expect(await search('searchOrders')).toEqual([{ name, value: id.replace(/-1$/, '') }]);
	});

	test('hold the newest, and all of a recipient whose whole address is typed', async () => {
		await ordered(1, { recipientEmail: 'old@example.com' });
		await ordered(201, { reference: '={{ "later-" + $json.id }}', maximumTotal: 100_000 });
		expect(await search('searchLineItems')).toHaveLength(200);
		expect(await search('searchLineItems', 'old@')).toEqual([]);
		expect(await search('searchLineItems', 'old@example.com')).toHaveLength(1);
	});
});
