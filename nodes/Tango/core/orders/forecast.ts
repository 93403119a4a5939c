import { breathing } from '../foundation/breathe';
import { TangoError } from '../foundation/errors';
import { compareOrders, existingProblem } from './differences';
import type { AskedOrder } from './facts';
import { limitProblems } from './limits';
import { lookingUp, type LookedUp } from './lookingUp';
import type { Unchecked } from './lookUps';
import type { OrderItem } from './orderItem';
import type { OrderPlan } from './plan';
import { accountOf, priceOrders, type Price } from './prices';

/** What would come of an order if the run were started now. */
export interface Forecast<Item extends OrderItem = OrderItem> {
	readonly plan: OrderPlan<Item>;
	/** Absent when nobody looked, or nobody could tell. */
	readonly lookedUp: LookedUp | undefined;
	readonly price: Price;
	/** What its account would hold after it; absent when that was not asked for. */
	readonly balanceAfter: number | undefined;
	/** What Tango does not tell of the order that is there, so that nobody can say whether it is this one. */
	readonly untold: readonly string[];
	/** Everything that stands against it. Without any, and unless it exists, it would be placed. */
	readonly problems: readonly TangoError[];
	/** What may stand against it, as Tango did not tell. */
	readonly unchecked: readonly Unchecked[];
}

export interface ForecastQuestions<Item extends OrderItem> {
	readonly asked: (plan: OrderPlan<Item>, externalRefID: string) => AskedOrder;
	readonly wantsBalance: (plan: OrderPlan<Item>) => boolean;
	/** Looks up what is handed out, and tells what came of each before it asks for a further one. */
	readonly lookUp: (
		plans: Iterable<OrderPlan<Item>>,
		tell: (itemIndex: number, lookedUp: LookedUp) => void,
	) => Promise<void>;
	/** Whether to look up all orders, or only where an order that is there already would change the verdict. */
	readonly looksUpAll: boolean;
	/** Whether it stands against an order that nobody can tell if it is there. */
	readonly refusesDoubt: boolean;
}

/** Judges a run's orders together, in their order. Create and Preview ask the same, so that they say the same. */
export async function forecastOrders<Item extends OrderItem>(
	plans: ReadonlyArray<OrderPlan<Item>>,
	questions: ForecastQuestions<Item>,
): Promise<Array<Forecast<Item>>> {
	const { looksUpAll, lookUp, wantsBalance } = questions;
	const prices = await priceOrders(plans, wantsBalance);
	const found = new Map<number, LookedUp>();
	if (looksUpAll) {
		await lookUp(plans, (itemIndex, lookedUp) => found.set(itemIndex, lookedUp));
		return await judge(plans, prices, found, questions);
	}
	const forecasts = await judge(plans, prices, found, questions);
	if (forecasts.every(({ problems, plan }) => problems.length === plan.problems.length)) return forecasts;
	// An order that is there costs nothing more: that may be all that stands against a second run.
	const { next, tell } = await lookingUp(forecasts, wantsBalance, breathing(plans[0]?.call.signal));
	await lookUp(next, (itemIndex, lookedUp) => {
		found.set(itemIndex, lookedUp);
		tell(itemIndex, lookedUp);
	});
	return await judge(plans, prices, found, questions);
}

/** An order with its price, before the others of its run are looked at. */
type Priced<Item extends OrderItem> = Omit<Forecast<Item>, 'balanceAfter' | 'unchecked'> & {
	/** Why nobody can tell whether it is there. */
	readonly doubts: readonly TangoError[];
};

async function judge<Item extends OrderItem>(
	plans: ReadonlyArray<OrderPlan<Item>>,
	prices: ReadonlyMap<number, Price>,
	found: ReadonlyMap<number, LookedUp>,
	questions: ForecastQuestions<Item>,
): Promise<Array<Forecast<Item>>> {
	const breathe = breathing(plans[0]?.call.signal);
	const priced: Array<Priced<Item>> = [];
	for (const plan of plans) {
		await breathe();
		const lookedUp = found.get(plan.itemIndex);
		const price = prices.get(plan.itemIndex) ?? {};
		const problems = [...plan.problems, ...ownProblems(plan, price, lookedUp, questions)];
		const doubts = lookedUp?.problem ? [lookedUp.problem] : [];
		const untold = untoldOf(plan, lookedUp, questions);
		priced.push({ plan, lookedUp, price, untold, problems, doubts });
	}
	const wanted = priced.filter(({ problems, lookedUp }) => problems.length === 0 && !lookedUp?.order);
	await breathe();
	const beyond = await limitProblems(wanted, breathe);
	const verdict = countingDown<Item>(questions);
	const forecasts: Array<Forecast<Item>> = [];
	for (const one of priced) {
		await breathe();
		forecasts.push(verdict(one, beyond.get(one.plan.itemIndex) ?? []));
	}
	return forecasts;
}

/** The verdicts on a run's orders, one after the other, as each leaves less in its account for the next. */
function countingDown<Item extends OrderItem>({ refusesDoubt, wantsBalance }: ForecastQuestions<Item>) {
	const left = new Map<string, number>();
	return ({ doubts, ...one }: Priced<Item>, beyond: readonly TangoError[]): Forecast<Item> => {
		const { plan, price, lookedUp } = one;
		// Where it is not known whether the order is there, the limits hold as if it were not.
		const problems = [...one.problems, ...beyond, ...(refusesDoubt ? doubts : [])];
		const unseen = refusesDoubt ? [] : doubts.map((why) => ({ fields: ['reference'], why }));
		const unchecked = [...plan.unchecked, ...unseen];
		const { account, cost } = price;
		if (!account) return { ...one, problems, unchecked, balanceAfter: undefined };
		const before = left.get(accountOf(plan)) ?? account.currentBalance;
		const isPlaced = problems.length === 0 && !lookedUp?.order;
		const after = isPlaced && cost !== undefined ? toCents(before - cost) : before;
		if (after >= 0 || !isPlaced || !wantsBalance(plan)) {
			left.set(accountOf(plan), after);
			return { ...one, problems, unchecked, balanceAfter: after };
		}
		const poor = tooPoor(plan, account, -after);
		return { ...one, problems: [...problems, poor], unchecked, balanceAfter: before };
	};
}

/** What stands against an order whatever the others are. */
function ownProblems<Item extends OrderItem>(
	plan: OrderPlan<Item>,
	price: Price,
	lookedUp: LookedUp | undefined,
	{ asked }: ForecastQuestions<Item>,
): TangoError[] {
	const { externalRefID } = plan;
	const isThere = lookedUp?.order;
	const taken =
		isThere && externalRefID !== undefined ? existingProblem(asked(plan, externalRefID), isThere) : undefined;
	// What follows from a reward that is unknown anyway is not told as a second mistake.
	const isSecond = plan.entry === undefined && plan.problems.length > 0 && price.currency !== undefined;
	const unpriced = isThere || isSecond ? undefined : price.problem;
	return [taken, unpriced].filter((problem) => problem !== undefined);
}

function untoldOf<Item extends OrderItem>(
	plan: OrderPlan<Item>,
	lookedUp: LookedUp | undefined,
	{ asked }: ForecastQuestions<Item>,
): readonly string[] {
	if (!lookedUp?.order || plan.externalRefID === undefined) return [];
	const verdict = compareOrders(asked(plan, plan.externalRefID), lookedUp.order);
	return verdict.kind === 'untold' ? verdict.fields : [];
}

function tooPoor(
	{ params }: OrderPlan,
	{ currentBalance, currencyCode }: NonNullable<Price['account']>,
	missing: number,
): TangoError {
	return new TangoError('INVALID_INPUT', {
		field: 'accountIdentifier',
		problem: `${params.accountIdentifier} holds ${currentBalance} ${currencyCode}: ${missing} ${currencyCode} are missing for this and the items before it`,
		reason: 'balance',
	});
}

/** Whole cents, as sums of binary fractions drift. */
function toCents(value: number): number {
	return Math.round(value * 100) / 100;
}
