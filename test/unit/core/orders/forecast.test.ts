import { describe, expect, it } from 'vitest';

import type { Tango } from '../../../../nodes/Tango/core/connection/tango.ts';
import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import type { Accounts } from '../../../../nodes/Tango/core/money/accounts.ts';
import { forecastOrders } from '../../../../nodes/Tango/core/orders/forecast.ts';
import type { LookedUp } from '../../../../nodes/Tango/core/orders/lookingUp.ts';
import { orderBody } from '../../../../nodes/Tango/Orders/order/orderBody.ts';
import { CALL } from '../../support/core.ts';
import { orderParams, type Raw } from '../../support/form.ts';
import { nothingSpent } from '../../support/spending.ts';
import { standIn } from '../../support/standIn.ts';

interface Scene {
	readonly rows: readonly Raw[];
	readonly reward?: { readonly currencyCode?: string; readonly fee?: { type: string; value: number } };
	readonly accounts?: Partial<Accounts>;
	readonly found?: ReadonlyMap<number, LookedUp>;
	readonly refusesDoubt?: boolean;
	readonly signal?: AbortSignal;
	readonly onLookUp?: () => void;
	readonly stopsRun?: boolean;
	/** What stands against each row already. */
	readonly problems?: readonly TangoError[];
}

const RATES = [{ baseCurrency: 'USD', rewardCurrency: 'JPY', baseFx: 150 }];
const BRAND = { brandKey: 'B1', brandName: 'Card', status: 'active', rewards: [], categories: [], raw: {} };

/** The same is found of so many rows. */
function everyRow(count: number, lookedUp: LookedUp): ReadonlyMap<number, LookedUp> {
	return new Map(Array.from({ length: count }, (_, row) => [row, lookedUp]));
}

/** The problems of each row, and which orders were looked up, one after the other. */
async function forecast({
	rows,
	reward = { currencyCode: 'USD' },
	accounts = {},
	found = new Map(),
	refusesDoubt = true,
	signal,
	onLookUp,
	stopsRun = false,
	problems = [],
}: Scene) {
	const lookUps: number[] = [];
	const spending = nothingSpent();
	const tango = standIn<Tango>({
		accounts: standIn<Accounts>({ currency: async () => 'USD', rates: async () => RATES, ...accounts }),
	});
	const plans = rows.map((changes, itemIndex) => ({
		tango,
		spending,
		itemIndex,
		stopsRun,
		call: { ...CALL, signal },
		automaticReferenceParts: () => [],
		params: orderParams(changes),
		externalRefID: `t1${itemIndex}`,
		entry: { reward: { utid: 'U1', ...reward }, brand: BRAND },
		problems,
		unchecked: [],
	}));
	const forecasts = await forecastOrders(plans, {
		asked: ({ params }, externalRefID) => orderBody(params, externalRefID),
		wantsBalance: ({ params }) => params.options.checkBalance === true,
		lookUp: async (wanted, tell) => {
			onLookUp?.();
			for (const { itemIndex } of wanted) {
				lookUps.push(itemIndex);
				tell(itemIndex, found.get(itemIndex) ?? {});
			}
		},
		looksUpAll: false,
		refusesDoubt,
	});
	return {
		lookUps,
		problems: forecasts.map(({ problems }) => problems.map(({ message }) => message)),
		unchecked: forecasts.flatMap(({ unchecked }) => unchecked),
	};
}

describe('the forecast of a run', () => {
	it('holds 3,000 JPY to be 20 USD', async () => {
		const rows = [{ amount: 3_000, maximumAmount: 20, maximumTotal: 20 }];
		const yen = { currencyCode: 'JPY' };
		expect(await forecast({ rows, reward: yen })).toMatchObject({ lookUps: [], problems: [[]] });
		expect((await forecast({ rows: [{ ...rows[0], maximumAmount: 19.99 }], reward: yen })).problems).toEqual([
			[expect.stringContaining('amount is 3000, which costs 20 USD with rate and fee, above the Maximum')],
		]);
	});

	it('adds the fee to what is held against a limit', async () => {
		const reward = { currencyCode: 'USD', fee: { type: 'PERCENT', value: 10 } };
		const row = { amount: 50, maximumTotal: 110 };
		expect((await forecast({ rows: [row, row], reward })).problems).toEqual([[], []]);
		expect(
			(await forecast({ rows: [row, { ...row, maximumTotal: 109 }], reward })).problems.flat(),
		).toHaveLength(2);
	});

	it('tells why Tango refused to show the account, in the words of the refusal', async () => {
		const currency = async () => await Promise.reject(new TangoError('PERMISSION_REFUSED'));
		expect((await forecast({ rows: [{}], accounts: { currency } })).problems).toEqual([
			['PERMISSION_REFUSED'],
		]);
	});

	it('refuses what has no rate, no currency or no account, and asks for nothing where the limits are off', async () => {
		const one = { rows: [{}] };
		const pound = await forecast({ ...one, reward: { currencyCode: 'GBP' } });
		expect(pound.problems.flat()).toEqual([
			expect.stringMatching(/cannot be priced in USD, so Maximum Amount cannot be kept.*from USD to GBP/),
		]);
		for (const currency of [
			async () => undefined,
			async () => await Promise.reject(new TangoError('UNAVAILABLE')),
		]) {
			const { problems } = await forecast({ ...one, accounts: { currency } });
			expect(problems.flat()).toEqual([expect.stringContaining('switch Spending Limits off')]);
		}
		const off = await forecast({ rows: [{ spendingLimits: 'off' }], accounts: standIn<Accounts>({}) });
		expect(off).toMatchObject({ lookUps: [], problems: [[]] });
	});

	it('looks orders up only when a limit would not hold, and counts none that is there', async () => {
		const rows = Array.from({ length: 3 }, () => ({ amount: 50, maximumTotal: 100 }));
		const order = { referenceOrderID: 'RA1', recipient: {} };
		expect((await forecast({ rows: rows.slice(1) })).lookUps).toEqual([]);
		const again = await forecast({ rows, found: new Map([[0, { order }]]) });
		expect(again).toMatchObject({ lookUps: [2, 1, 0], problems: [expect.anything(), [], []] });
		expect((await forecast({ rows })).problems.flat()).toHaveLength(3);
	});

	it('looks no further once Maximum Total is proved to be broken, or to hold', async () => {
		const rows = Array.from({ length: 1000 }, () => ({ amount: 50, maximumTotal: 100 }));
		const broken = await forecast({ rows });
		expect(broken.lookUps).toEqual([999, 998, 997]);
		expect(broken.problems.flat()).toHaveLength(1000);
		expect(broken.problems[0]?.[0]).toContain('come to 50000 USD, of which at least 150 USD would be new');
		const order = { referenceOrderID: 'RA1', recipient: {} };
		const held = await forecast({ rows: rows.slice(0, 5), found: everyRow(5, { order }) });
		expect(held).toMatchObject({ lookUps: [4, 3, 2], problems: [[], [], expect.anything(), [], []] });
		const doubtful = { rows: rows.slice(0, 5), found: everyRow(5, { problem: new TangoError('REJECTED') }) };
		expect((await forecast(doubtful)).lookUps).toHaveLength(5);
		expect((await forecast({ ...doubtful, stopsRun: true })).lookUps).toEqual([4]);
	});

	it('looks the dearest up first, and of what breaks Maximum Amount alone nothing else', async () => {
		const rows = [10, 90, 20, 80].map((amount) => ({ amount, maximumTotal: 100 }));
		expect((await forecast({ rows })).lookUps).toEqual([1, 3]);
		const above = [10, 90, 20, 80].map((amount) => ({ amount, maximumAmount: 50 }));
		expect((await forecast({ rows: above })).lookUps).toEqual([1, 3]);
		expect((await forecast({ rows: above, stopsRun: true })).lookUps).toEqual([1]);
	});

	it('looks up what a balance needs: the whole account, or until one problem stops the run', async () => {
		const options = { checkBalance: true };
		const rows = [20, 15, 10, 5].map((amount) => ({ amount, options }));
		const scene = (currentBalance: number) => ({
			rows,
			accounts: { balance: async () => ({ currencyCode: 'USD', currentBalance }) },
		});
		expect((await forecast(scene(50))).lookUps).toEqual([]);
		expect((await forecast(scene(30))).lookUps).toEqual([0, 1, 2, 3]);
		const { lookUps, problems } = await forecast({ ...scene(30), stopsRun: true });
		expect(lookUps).toEqual([0, 1]);
		expect(problems.flat()).not.toEqual([]);
	});

	it('looks nothing up where another problem stops the run anyway', async () => {
		const rows = [{ amount: 50, maximumTotal: 20 }];
		const problems = [new TangoError('INVALID_INPUT', { field: 'utid', problem: 'is unknown' })];
		expect((await forecast({ rows, problems, stopsRun: true })).lookUps).toEqual([]);
	});

	it('refuses an order that may be there already, or only says that nobody could tell', async () => {
		const rows = Array.from({ length: 3 }, () => ({ amount: 50, maximumTotal: 100 }));
		const order = { referenceOrderID: 'RA1', recipient: {} };
		const problem = new TangoError('PERMISSION_REFUSED');
		const found = new Map<number, LookedUp>([
			[0, { order }],
			[1, { problem }],
		]);
		const doubt = { rows, found };
		expect(await forecast(doubt)).toMatchObject({
			problems: [expect.anything(), ['PERMISSION_REFUSED'], []],
			unchecked: [],
		});
		expect(await forecast({ ...doubt, refusesDoubt: false })).toMatchObject({
			problems: [expect.anything(), [], []],
			unchecked: [{ fields: ['reference'], why: problem }],
		});
	});

	it('counts an account’s balance down by what would be placed only', async () => {
		const account = { currencyCode: 'USD', currentBalance: 30 };
		const options = { checkBalance: true };
		const { problems } = await forecast({
			rows: [20, 25, 10].map((amount) => ({ amount, options })),
			accounts: { balance: async () => account },
		});
		expect(problems).toEqual([
			[],
			[expect.stringContaining('acme-usd holds 30 USD: 15 USD are missing for this and the items before it')],
			[],
		]);
	});

	it('hears Stop while it judges, as it lets n8n breathe there', async () => {
		const stop = new AbortController();
		const rows = [{ amount: 50, maximumTotal: 20 }];
		const judged = forecast({ rows, signal: stop.signal, onLookUp: () => stop.abort() });
		await expect(judged).rejects.toThrow('CANCELLED');
	});

	it('throws what no request could get past', async () => {
		const currency = async () => await Promise.reject(new TangoError('AUTHENTICATION_REFUSED'));
		await expect(forecast({ rows: [{}], accounts: { currency } })).rejects.toThrow('AUTHENTICATION_REFUSED');
	});
});
