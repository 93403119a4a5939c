import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { byId, order, rows, runTango } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const operation = (name: string, parameters: object) => ({
	resource: 'order',
	operation: name,
	simplify: true,
	...parameters,
});

test('Get returns the order by the number that Tango gave it', async () => {
	const {
		done: [placed],
	} = await runTango(sandbox, { items: rows(1), parameters: order() });
	const { done } = await runTango(sandbox, {
		parameters: operation('get', { referenceOrderID: placed?.json.referenceOrderID }),
	});
	expect(done[0]?.json).toMatchObject({
		referenceOrderID: placed?.json.referenceOrderID,
		status: 'COMPLETE',
		amount: 25,
	});
	expect(done[0]?.json).not.toHaveProperty('rewardCredentials');
});

const byReference = (value: string) => ({ __rl: true, mode: 'reference', value });

test('an order is got, resent and found among line items by the reference that its user gave', async () => {
	const { done: placed } = await runTango(sandbox, { items: rows(1), parameters: order() });
	const { reference, externalRefID, referenceOrderID, referenceLineItemID } = placed[0]?.json ?? {};
	const run = async (parameters: object) =>
		(await runTango(sandbox, { parameters: { options: {}, ...parameters } })).done.map(({ json }) => json);
	for (const known of [reference, externalRefID, '={{ "a" + 0 }}']) {
		const chosen = byReference(String(known));
		const got = await run(operation('get', { referenceOrderID: chosen }));
		expect(got).toMatchObject([{ referenceOrderID }]);
	}
	const chosen = byReference(String(reference));
	expect(await run(operation('resend', { referenceOrderID: chosen, additionalFields: {} }))).toMatchObject([
		{ referenceOrderID, email: 'jane@example.com' },
	]);
	const filters = { referenceOrderID: chosen };
	const list = { resource: 'lineItem', operation: 'getMany', simplify: true, returnAll: true, filters };
	expect(await run(list)).toMatchObject([{ referenceLineItemID }]);
	expect(sandbox.violations).toEqual([]);
});

test.each([
	[byReference('resp-9'), 'Order is “resp-9”, but no order at Tango has this reference'],
	[byReference('=resp-{{ $json.nothing }}'), 'Order has a hole: {{ $json.nothing }} found no value'],
	[byReference(' '), 'Order is empty'],
])(
	'a reference that names no order is told as such, and nothing is sent to anybody: %j',
	async (chosen, told) => {
		const { error } = await runTango(sandbox, {
			parameters: operation('resend', { referenceOrderID: chosen, additionalFields: {}, options: {} }),
		});
		expect(error?.message).toBe(told);
		expect(sandbox.log.filter(({ method }) => method === 'POST')).toEqual([]);
	},
);

test('Get says so when there is no such order', async () => {
	const { error } = await runTango(sandbox, {
		parameters: operation('get', { referenceOrderID: 'RA000000-1-1' }),
	});
	expect(error?.message).toBe('Tango knows no order “RA000000-1-1”');
});

test('Get Many goes through all pages when all are wanted, and stops at the limit otherwise', async () => {
	await runTango(sandbox, { items: rows(130), parameters: order({ spendingLimits: 'off' }) });
	const all = await runTango(sandbox, { parameters: operation('getMany', { returnAll: true, filters: {} }) });
	const some = await runTango(sandbox, {
		parameters: operation('getMany', { returnAll: false, limit: 7, filters: {} }),
	});
	expect(new Set(all.done.map(({ json }) => json.referenceOrderID)).size).toBe(130);
	expect(some.done).toHaveLength(7);
	expect(some.done.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
	expect(sandbox.violations).toEqual([]);
});

test('Get Many gives all orders where Tango hands out no more than 10,000 of one list', async () => {
	await runTango(sandbox, { items: rows(1), parameters: order() });
	const [placed] = sandbox.state.orders;
	if (!placed) throw new Error('no order was placed');
	const day = 86_400_000;
	for (let number = 0; number < 10_100; number += 1) {
		const createdAtMs = placed.createdAtMs - Math.floor((number * 300 * day) / 10_100);
		const createdAt = new Date(createdAtMs).toISOString();
		sandbox.state.book.add({ ...placed, referenceOrderID: `RA-${number}`, createdAt, createdAtMs });
	}
	const { done, error } = await runTango(sandbox, {
		parameters: operation('getMany', { returnAll: true, filters: {} }),
	});
	expect(error).toBeUndefined();
	expect(new Set(done.map(({ json }) => json.referenceOrderID)).size).toBe(10_101);
	expect(done).toHaveLength(10_101);
});

test('Get Many filters at Tango', async () => {
	await runTango(sandbox, {
		items: rows(3),
		parameters: order({ recipientEmail: '={{ $json.id }}@example.com' }),
	});
	const { done } = await runTango(sandbox, {
		parameters: operation('getMany', { filters: { recipientEmail: 'a1@example.com' } }),
	});
	expect(done.map(({ json }) => json.recipientEmail)).toEqual(['a1@example.com']);
});

test('Find by Reference finds an order by the business key it was made with, and by its externalRefID', async () => {
	const {
		done: [placed],
	} = await runTango(sandbox, { items: [{ id: 'survey-7' }], parameters: order() });
	const find = async (parameters: object) =>
		(
			await runTango(sandbox, {
				parameters: operation('findByReference', { accountIdentifier: byId('acme-usd'), ...parameters }),
			})
		).done[0]?.json;

	const referenceOrderID = placed?.json.referenceOrderID;
	expect(await find({ referenceType: 'businessKey', reference: 'survey-7' })).toMatchObject({
		found: true,
		referenceOrderID,
	});
	expect(await find({ referenceType: 'externalRefID', reference: placed?.json.externalRefID })).toMatchObject(
		{ found: true, referenceOrderID },
	);
	expect(await find({ referenceType: 'businessKey', reference: 'survey-8' })).toMatchObject({ found: false });
});
