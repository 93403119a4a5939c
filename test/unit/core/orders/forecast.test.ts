import { describe, expect, it } from 'vitest';

import type { Tango } from '../../../../nodes/Tango/core/connection/tango.ts';
import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import type { Accounts } from '../../../../nodes/Tango/core/money/accounts.ts';
import { forecastOrders, type LookedUp } from '../../../../nodes/Tango/core/orders/forecast.ts';
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
}

const RATES = [{ baseCurrency: 'USD', rewardCurrency: 'JPY', baseFx: 150 }];
const BRAND = { brandKey: 'B1', brandName: 'Card', status: 'active', rewards: [], categories: [], raw: {} };

/** The problems of each row, and how often orders were looked up. */
async function forecast({
	rows,
	reward = { currencyCode: 'USD' },
	accounts = {},
	found = new Map(),
	refusesDoubt = true,
	signal,
	onLookUp,
}: Scene) {
	let lookUps = 0;
	const spending = nothingSpent();
	const tango = standIn<Tango>({
		accounts: standIn<Accounts>({ currency: async () => 'USD', rates: async () => RATES, ...accounts }),
	});
	const plans = rows.map((changes, itemIndex) => ({
		tango,
		spending,
		itemIndex,
		call: { ...CALL, signal },
		automaticReferenceParts: () => [],
		params: orderParams(changes),
		externalRefID: `t1${itemIndex}`,
		entry: { reward: { utid: 'U1', ...reward }, brand: BRAND },
		problems: [],
		unchecked: [],
	}));
	const forecasts = await forecastOrders(plans, {
		asked: ({ params }, externalRefID) => orderBody(params, externalRefID),
		wantsBalance: ({ params }) => params.options.checkBalance === true,
		lookUp: async () => {
			lookUps += 1;
			onLookUp?.();
			return found;
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
		expect(await forecast({ rows, reward: yen })).toMatchObject({ lookUps: 0, problems: [[]] });
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
		expect(off).toMatchObject({ lookUps: 0, problems: [[]] });
	});

	it('looks orders up only when a limit would not hold, and counts none that is there', async () => {
		const rows = Array.from({ length: 3 }, () => ({ amount: 50, maximumTotal: 100 }));
		const order = { referenceOrderID: 'RA1', recipient: {} };
		expect((await forecast({ rows: rows.slice(1) })).lookUps).toBe(0);
		const again = await forecast({ rows, found: new Map([[0, { order }]]) });
		expect(again).toMatchObject({ lookUps: 1, problems: [expect.anything(), [], []] });
		expect((await forecast({ rows })).problems.flat()).toHaveLength(3);
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
