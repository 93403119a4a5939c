import { breathing } from '../foundation/breathe';
import { concernsOneAnswer, invalidInput, isTangoError, type TangoError } from '../foundation/errors';
import type { AccountBalance } from '../api/money';
import { quote, type Quote } from '../money/quote';
import type { OrderItem } from './orderItem';
import type { OrderPlan } from './plan';

/** What an order would cost its account, as far as that could be found out. */
export interface Price extends Partial<Quote> {
	/** The account's currency. */
	readonly currency?: string | undefined;
	readonly account?: AccountBalance | undefined;
	/** Why it has no cost. */
	readonly problem?: TangoError | undefined;
}

/**
 * Prices of a run's orders, by item index: of those that limits hold for or count, or that want their account's balance.
 * What cannot be had is the problem of the orders it concerns; only what no request could get past is thrown. Only reads.
 */
export async function priceOrders<Item extends OrderItem>(
	plans: ReadonlyArray<OrderPlan<Item>>,
	wantsBalance: (plan: OrderPlan<Item>) => boolean,
): Promise<Map<number, Price>> {
	const balances = new Set(plans.filter(wantsBalance).map(accountOf));
	const findAccount = once(accountOf, async (plan: OrderItem) => {
		const { tango, call, params } = plan;
		if (!balances.has(accountOf(plan)))
			return { currency: await tango.accounts.currency(params.accountIdentifier, call) };
		const account = await tango.accounts.balance(params.accountIdentifier, call);
		return { account, currency: account?.currencyCode };
	});
	const findRates = once(
		() => '',
		async ({ tango, call }: OrderItem) => await tango.accounts.rates(call),
	);
	const breathe = breathing(plans[0]?.call.signal);
	// Orders without limits count towards the total of those that have them.
	const hasLimits = plans.some(isLimited);
	const prices = new Map<number, Price>();
	for (const plan of plans) {
		await breathe();
		// Of an order that is refused anyway, only those who look at everything want to know.
		const isSound = plan.problems.length === 0;
		const mustHave = isLimited(plan) || balances.has(accountOf(plan));
		if (!wantsBalance(plan) && !(isSound && (mustHave || hasLimits))) continue;
		const { problem, ...price } = withoutRepetition(await priceOf(plan), plan);
		prices.set(plan.itemIndex, mustHave && problem ? { ...price, problem } : price);
	}
	return prices;

	async function priceOf(plan: OrderPlan<Item>): Promise<Price> {
		const { params, entry } = plan;
		const found = await findAccount(plan);
		const currency = found.value?.currency;
		if (currency === undefined) return { problem: accountProblem(params, found.error) };
		const known = { currency, account: found.value?.account };
		if (!entry) return { ...known, problem: unpriced(params, currency, 'Tango did not show its catalog') };
		const { reward } = entry;
		const isForeign = reward.currencyCode !== undefined && reward.currencyCode !== currency;
		const rates = isForeign ? await findRates(plan) : {};
		const price = quote(params.amount, reward, currency, rates.value ?? []);
		const noRate = rates.error
			? 'Tango did not show its exchange rates'
			: `Tango gives no rate from ${currency} to ${reward.currencyCode}`;
		return price ? { ...known, ...price } : { ...known, problem: unpriced(params, currency, noRate) };
	}
}

export function isLimited({ params }: Pick<OrderItem, 'params'>): boolean {
	return params.spendingLimits === 'on';
}

/** A field that planning has found fault with is not told a second time. */
function withoutRepetition(price: Price, { problems }: Pick<OrderPlan, 'problems'>): Price {
	const { problem, ...rest } = price;
	return problems.some(({ facts }) => facts.field === problem?.facts.field) ? rest : price;
}

/** Accounts are the same whatever their case. */
export function accountOf({ params }: OrderItem): string {
	return params.accountIdentifier.toLowerCase();
}

interface Found<T> {
	readonly value?: T;
	readonly error?: unknown;
}

/** Asks once for each key, whatever comes of it. */
function once<T>(
	keyOf: (item: OrderItem) => string,
	ask: (item: OrderItem) => Promise<T>,
): (item: OrderItem) => Promise<Found<T>> {
	const found = new Map<string, Found<T>>();
	return async (item) => {
		const key = keyOf(item);
		const known = found.get(key);
		if (known) return known;
		const answer = await ask(item).then(
			(value): Found<T> => ({ value }),
			(error: unknown): Found<T> => {
				if (!concernsOneAnswer(error)) throw error;
				return { error };
			},
		);
		found.set(key, answer);
		return answer;
	};
}

function accountProblem(params: OrderItem['params'], error: unknown): TangoError {
	const { accountIdentifier, spendingLimits } = params;
	if (isTangoError(error) && error.code === 'NOT_FOUND')
		return invalidInput('accountIdentifier', `is ${accountIdentifier}, which Tango does not know`);
	// A refusal says more than that the account has no price: it is the credential's or the way's, and has a mend of its own.
	if (isTangoError(error) && error.code !== 'UNAVAILABLE') return error;
	const why = `is ${accountIdentifier}, about which Tango gave no usable answer`;
	return invalidInput('accountIdentifier', spendingLimits === 'on' ? `${why}, ${NOT_KEPT}` : why);
}

function unpriced(params: OrderItem['params'], currency: string, why: string): TangoError {
	const what = `is ${params.utid}, which cannot be priced in ${currency}`;
	return invalidInput(
		'utid',
		params.spendingLimits === 'on' ? `${what}, ${NOT_KEPT} (${why})` : `${what}: ${why}`,
	);
}

const NOT_KEPT =
	'so Maximum Amount cannot be kept: try again later, ask Tango, or switch Spending Limits off';
