import type { Order } from '../api/order';
import type { Breathe } from '../foundation/breathe';
import type { TangoError } from '../foundation/errors';
import { groupedBy } from '../foundation/grouped';
import { smallestOf } from '../money/runTotal';
import { sumDoubt, type Doubt, type Share } from './doubts';
import { expenseOf } from './limits';
import type { OrderItem } from './orderItem';
import type { OrderPlan } from './plan';
import { accountOf, isLimited, type Price } from './prices';

/** What a look-up of an order's reference came to; neither when Tango has no such order. */
export interface LookedUp {
	readonly order?: Order | undefined;
	readonly problem?: TangoError | undefined;
}

/** An order as it was judged while nobody had looked. */
interface Judged<Item extends OrderItem = OrderItem> {
	readonly plan: OrderPlan<Item>;
	readonly price: Price;
	readonly problems: readonly TangoError[];
}

export interface LookingUp<Item extends OrderItem> {
	/** Those that are worth a look at the moment they are asked for, until the rest would change nothing. */
	readonly next: Iterable<OrderPlan<Item>>;
	readonly tell: (itemIndex: number, lookedUp: LookedUp) => void;
}

/**
 * Which orders to look up, when nothing but orders that are there already can free a run from its limits. At one request a
 * second 50,000 look-ups take 14 hours, so they end as soon as a limit is proved to be broken or to hold. Dear orders prove
 * most, and of equal ones the last are the likeliest to be new where a run broke off.
 */
export async function lookingUp<Item extends OrderItem>(
	forecasts: ReadonlyArray<Judged<Item>>,
	wantsBalance: (plan: OrderPlan<Item>) => boolean,
	breathe: Breathe,
): Promise<LookingUp<Item>> {
	// Where the first problem stops the run, one that is proved says enough.
	const stopsRun = forecasts[0]?.plan.stopsRun === true;
	let isDecided = stopsRun && forecasts.some(({ plan }) => plan.problems.length > 0);
	const sound = forecasts.filter(({ plan }) => plan.problems.length === 0);
	await breathe();
	const refusedAlone = sound.filter(isRefusedAlone);
	const others = sound.filter((one) => !isRefusedAlone(one));
	const doubts = [
		ownDoubt(refusedAlone),
		...(await totalDoubts(others, sound, breathe)),
		...(await balanceDoubts(others, wantsBalance, breathe)),
	];
	const inOrder = [...refusedAlone, ...(await dearestAndLastFirst(others, breathe))];
	await breathe();
	const isOpen = (row: number) =>
		doubts.some(
			({ rows, isOver, isProved, concernsAll }) => rows.has(row) && !isOver() && !(concernsAll && isProved()),
		);
	function* worthIt() {
		for (const { plan } of inOrder) {
			if (isDecided) return;
			if (isOpen(plan.itemIndex)) yield plan;
		}
	}
	return {
		next: worthIt(),
		tell: (itemIndex, { order, problem }) => {
			const isNew = problem ? undefined : order === undefined;
			for (const { rows, learn } of doubts) if (rows.has(itemIndex)) learn(itemIndex, isNew);
			isDecided ||= stopsRun && (problem !== undefined || doubts.some(({ isProved }) => isProved()));
		},
	};
}

/** Whatever the others are. */
function isRefusedAlone({ problems }: Judged): boolean {
	return problems.some(({ facts }) => facts.field !== 'maximumTotal' && facts.reason !== 'balance');
}

async function dearestAndLastFirst<Item extends OrderItem>(
	others: ReadonlyArray<Judged<Item>>,
	breathe: Breathe,
): Promise<Array<Judged<Item>>> {
	const equals = await groupedBy(others, ({ price }) => price.cost ?? 0, breathe);
	const dearestFirst = equals.toSorted(([cost], [other]) => other - cost);
	return dearestFirst.flatMap(([, group]) => group.toReversed());
}

function ownDoubt(refused: readonly Judged[]): Doubt {
	let isProved = false;
	return {
		rows: new Set(refused.map(({ plan }) => plan.itemIndex)),
		learn: (_itemIndex, isNew) => {
			isProved ||= isNew === true;
		},
		isOver: () => false,
		isProved: () => isProved,
		concernsAll: false,
	};
}

/** One for each currency that has a Maximum Total. */
async function totalDoubts(
	others: readonly Judged[],
	sound: readonly Judged[],
	breathe: Breathe,
): Promise<Doubt[]> {
	const limits = sound.filter(({ plan }) => isLimited(plan)).map(({ plan }) => plan.params.maximumTotal);
	const atMost = smallestOf(limits);
	const doubts: Doubt[] = [];
	for (const [currency, group] of await groupedBy(others, ({ price }) => price.currency ?? '', breathe)) {
		const spent = group[0]?.plan.spending.withAll(currency, []) ?? 0;
		const shares: Share[] = [];
		for (const one of group) {
			await breathe();
			const { params, itemIndex, spending } = one.plan;
			const { maximumTotal = Infinity } = params;
			shares.push({
				row: itemIndex,
				cost: spending.withAll(currency, expenseOf(one)) - spent,
				limit: isLimited(one.plan) ? maximumTotal - spent : Infinity,
				proves: true,
			});
		}
		doubts.push(sumDoubt(shares, atMost - spent, true));
	}
	return doubts;
}

/** One for each account whose balance is asked for. */
async function balanceDoubts<Item extends OrderItem>(
	others: ReadonlyArray<Judged<Item>>,
	wantsBalance: (plan: OrderPlan<Item>) => boolean,
	breathe: Breathe,
): Promise<Doubt[]> {
	const groups = await groupedBy(others, ({ plan }) => accountOf(plan), breathe);
	return groups.flatMap(([, group]) => {
		const balance = group[0]?.price.account?.currentBalance;
		if (balance === undefined) return [];
		const shares = group.map(({ plan, price: { cost = 0 } }): Share => {
			return { row: plan.itemIndex, cost, limit: balance, proves: wantsBalance(plan) };
		});
		return [sumDoubt(shares, balance, false)];
	});
}
