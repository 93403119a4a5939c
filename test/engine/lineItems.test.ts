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
	const options = { concurrency: 1 };
	const parameters = order({ utid: byId('U561593'), options, ...overrides });
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
			problem: 'None',
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

	test.each([
		['chosen', byId('E000000')],
		['as text, as it was before', 'E000000'],
	] as const)('is found by its email template, %s', async (_, etid) => {
		await ordered(1);
		const get = async (filters: INodeParameters) => await run('getMany', { returnAll: true, filters });
		expect((await get({ etid })).done).toHaveLength(1);
		expect((await get({ etid: byId('E100001') })).done).toEqual([]);
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

const sent = (end: string) =>
	sandbox.log.filter(({ path, method }) => method !== 'GET' && path.endsWith(end));

describe('a change of a line item', () => {
	const change = (id: string, more: INodeParameters = {}) => ({
		referenceLineItemID: byId(id),
		reasonCode: 'FRAUD',
		waitForResult: false,
		...more,
	});

	test('is told as accepted, and as done once the line item shows it', async () => {
		const [id = '', other = ''] = await ordered(2);
		const first = await run('cancel', change(id));
		expect(first.done[0]?.json).toMatchObject({ outcome: 'accepted', referenceLineItemID: id });
		const again = await run('cancel', change(id));
		expect(again.done[0]?.json).toMatchObject({ outcome: 'alreadyDone', status: 'CANCELLED' });
		const waited = await run('cancel', change(other, { waitForResult: true }));
		expect(waited.done[0]?.json).toMatchObject({ outcome: 'done', status: 'CANCELLED', canCancel: false });
		expect(sent('/cancel')).toHaveLength(2);
		expect(sandbox.violations).toEqual([]);
	});

	test('that shows only after the time there was is accepted, and no error', async () => {
		const [id = ''] = await ordered(1);
		sandbox.state.lineItems.lag = 5;
		const options = { timeout: 1, totalTimeout: 1 };
		const { done } = await run('freeze', change(id, { waitForResult: true, options }));
		expect(done[0]?.json).toMatchObject({ outcome: 'accepted' });
	});

	test('that Tango would refuse is refused before it is sent, with the reason', async () => {
		const [card = ''] = await ordered(1, { utid: byId('U666425') });
		const { error } = await run('cancel', change(card));
		expect(error?.message).toBe(`Line Item is ${card}, which cannot be cancelled: it is no Choice product`);
		expect(error?.description).toContain('Nothing was ordered or changed');
		expect(sent('/cancel')).toEqual([]);
	});

	test('whose answer is lost is settled by a look at the line item', async () => {
		const [id = ''] = await ordered(1);
		sandbox.faults.next('reset-after', { match: { method: 'POST' } });
		const { done } = await run('freeze', change(id, { options: { maxAttempts: 1 } }));
		expect(done[0]?.json).toMatchObject({ outcome: 'done', rewardStatus: 'FROZEN' });
		const thawed = await run('unfreeze', change(id, { waitForResult: true }));
		expect(thawed.done[0]?.json).toMatchObject({ outcome: 'done', rewardStatus: 'ACTIVE' });
	});

	test('of its notes needs something to note', async () => {
		const [id = ''] = await ordered(1);
		const update = async (updateFields: INodeParameters) =>
			await run('update', change(id, { updateFields, waitForResult: true }));
		expect((await update({})).error?.message).toMatch(/^Update Fields .*Campaign, Order Notes or Purchase/);
		expect((await update({ campaign: 'Spring' })).done[0]?.json).toMatchObject({
			outcome: 'done',
			campaign: 'Spring',
		});
	});

	test('needs words where none of the reasons fits', async () => {
		const { error } = await run('cancel', change('RA1-1', { reasonCode: 'OTHER', otherReason: ' ' }));
		expect(error?.message).toBe('Other Reason is empty');
		expect(sandbox.log).toEqual([]);
	});
});

describe('a reissue', () => {
	const reissue = async (id: string, more: INodeParameters = {}, items?: IDataObject[]) =>
		await run(
			'reissue',
			{
				...{ referenceLineItemID: byId(id), reasonCode: 'DELIVERY_INFO' },
				...{ spendingLimits: 'on', maximumAmount: 100, maximumTotal: 1_000, additionalFields: {}, ...more },
			},
			items,
		);
	const toMended = { additionalFields: { recipientEmail: 'jane@example.com' } };

	test('puts a new order in place of the line item, is paid once, and hides its code', async () => {
		const [id = ''] = await ordered(1, { recipientEmail: 'jnae@example.com' });
		const before = sandbox.state.balance('acme-usd');
		const { done, hints } = await reissue(id, toMended, rows(2));
		expect(done.map(({ json }) => json)).toMatchObject([
			{ replayed: false, recipientEmail: 'jane@example.com', reissuedFromReferenceLineItemID: id },
			{ replayed: true, referenceLineItemID: done[0]?.json.referenceLineItemID },
		]);
		expect(hints.join()).toContain('1 of 2 orders existed already; nothing was paid again for them');
		expect(JSON.stringify(done)).not.toMatch(CODE);
		expect(sent('/reissue')).toHaveLength(1);
		expect(sandbox.state.balance('acme-usd')).toBe(before);
		expect(sandbox.violations).toEqual([]);
	});

	test('whose answer is lost is found by the line item, and is never sent a second time', async () => {
		const [id = ''] = await ordered(1);
		sandbox.faults.next('reset-after', { match: { method: 'POST', path: '/reissue' } });
		const { done } = await reissue(id, { ...toMended, simplify: false });
		expect(done[0]?.json).toMatchObject({ replayed: false, reissuedFromReferenceLineItemID: id });
		expect(sent('/reissue')).toHaveLength(1);
	});

	test('that stays in doubt says how to settle it, and pressed again reissues nothing', async () => {
		const [id = ''] = await ordered(1);
		const options = { timeout: 1, totalTimeout: 1 };
		for (const first of [true, false]) {
			if (first) sandbox.faults.next('status-500-before', { match: { method: 'POST', path: '/reissue' } });
			const { error } = await reissue(id, { ...toMended, options });
			expect(error?.message).toBe('It is not known whether Tango carried the request out');
			expect(error?.description).toContain('Reissue it nowhere else until then');
		}
		expect(sent('/reissue')).toHaveLength(1);
	});

	test.each<[string, INodeParameters, string]>([
		['above Maximum Amount', { maximumAmount: 10 }, 'Maximum Amount is 10 USD, but the new order would cost'],
		['above Maximum Total', { maximumTotal: 20 }, 'Maximum Total is 20 USD'],
		[
			'by a way without address',
			{ additionalFields: { deliveryMethod: 'PHONE' } },
			'Recipient Mobile Number',
		],
		[
			'of more than the reward takes',
			{ maximumAmount: 30_000, additionalFields: { amount: 20_000 } },
			'Amount is 20000, but',
		],
		['without words for another reason', { reasonCode: 'OTHER', otherReason: ' ' }, 'Other Reason is empty'],
	])('%s is refused before it is sent', async (_, more, message) => {
		const [id = ''] = await ordered(1);
		expect((await reissue(id, more)).error?.message).toContain(message);
		expect(sent('/reissue')).toEqual([]);
	});

	test('of a gift card is refused before it is sent, as Tango takes none back', async () => {
		const [card = ''] = await ordered(1, { utid: byId('U666425') });
		expect((await reissue(card)).error?.message).toContain('cannot be reissued: it is no Choice product');
		expect(sent('/reissue')).toEqual([]);
	});
});

describe('a resend', () => {
	const again = async (id: string, additionalFields: INodeParameters = {}) =>
		await run('resend', { referenceLineItemID: byId(id), reasonCode: 'NOT_RECEIVED', additionalFields });

	test('goes to a mended address, and is not paid again', async () => {
		const [id = ''] = await ordered(1, { recipientEmail: 'jnae@example.com' });
		const before = sandbox.state.balance('acme-usd');
		const { done } = await again(id, { newEmail: 'jane@example.com' });
		expect(done[0]?.json).toMatchObject({ email: 'jane@example.com', referenceLineItemID: id, attempts: 1 });
		expect(sandbox.state.balance('acme-usd')).toBe(before);
		expect(sandbox.violations).toEqual([]);
	});

	test('that comes too soon says from when it can be sent', async () => {
		const [id = ''] = await ordered(1);
		await again(id);
		const { error } = await again(id);
		expect(error?.message).toMatch(
			/^The reward was sent a short time ago.* from \d{4}-\d\d-\d\d [\d:]{8} UTC/,
		);
	});

	test.each<[INodeParameters, string]>([
		[{ newDeliveryMethod: 'PHONE' }, 'New Mobile Number is empty'],
		[{ newMobileNumber: '2065550100' }, 'New Mobile Number is “2065550100”: write +'],
	])('that cannot arrive is refused before it is sent: %j', async (additionalFields, message) => {
		const [id = ''] = await ordered(1);
		expect((await again(id, additionalFields)).error?.message).toContain(message);
		expect(sent('/resends')).toEqual([]);
	});

	test('whose answer is lost is never sent again by itself, and says how to find out', async () => {
		const [id = ''] = await ordered(1);
		sandbox.faults.next('reset-after', { match: { method: 'POST' } });
		const { error } = await again(id);
		expect(error?.message).toBe('It is not known whether Tango carried the request out');
		expect(error?.description).toContain('resendHistory');
		expect(sent('/resends')).toHaveLength(1);
	});

	test('of an order goes to the order, under Tango’s own names for it', async () => {
		const [id = ''] = await ordered(1);
		const referenceOrderID = id.replace(/-1$/, '');
		const additionalFields = { newDeliveryMethod: 'PHONE', newMobile: '+12065550123', newEtid: 'E000000' };
		const { done, error } = await runTango(sandbox, {
			parameters: {
				...{ resource: 'order', operation: 'resend', referenceOrderID: byId(referenceOrderID) },
				...{ additionalFields, options: {} },
			},
		});
		expect(error).toBeUndefined();
		expect(done[0]?.json).toMatchObject({ referenceOrderID, mobileNumber: '+12065550123', attempts: 1 });
		expect(sent('/resends').map(({ path }) => path)).toEqual([`/raas/v2/orders/${referenceOrderID}/resends`]);
		expect(sandbox.violations).toEqual([]);
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
		const later = { reference: '={{ "later-" + $json.id }}', maximumTotal: 100_000, options: {} };
		await ordered(201, later);
		expect(await search('searchLineItems')).toHaveLength(200);
		expect(await search('searchLineItems', 'old@')).toEqual([]);
		expect(await search('searchLineItems', 'old@example.com')).toHaveLength(1);
	});
});
