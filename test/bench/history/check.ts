import type { Outcome } from '../outcomes.ts';
import type { Entry, Event, Invoke, OrderEntry } from './records.ts';

/** What the histories say, and where the books disagree. */
export interface Verdict {
	readonly references: number;
	readonly invocations: number;
	/** Of the invocations; those of killed workers have none. */
	readonly told: Readonly<Record<Outcome | 'killed', number>>;
	readonly orders: number;
	readonly violations: readonly string[];
}

interface Reward {
	readonly invokes: Invoke[];
	readonly orders: Order[];
}

interface Order extends OrderEntry {
	/** The mark of the invocation that made it, where that is known. */
	by?: string;
}

/**
 * Nothing is asked of anybody here: histories and books are read when all is over. A reward is known by its recipient,
 * who occurs in no other, so that an order under a wrong reference, or under none, counts as well.
 */
export function check(events: readonly Event[], entries: readonly Entry[]): Verdict {
	const rewards = new Map<string, Reward>();
	const ends = new Map<string, Extract<Event, { is: Outcome }>>();
	const violations: string[] = [];
	for (const event of events) {
		if (event.is !== 'invoke') {
			if (ends.has(event.mark)) violations.push(`${event.mark} ends twice`);
			ends.set(event.mark, event);
			continue;
		}
		const reward = rewards.get(event.recipient) ?? { invokes: [], orders: [] };
		reward.invokes.push(event);
		rewards.set(event.recipient, reward);
	}
	const orders = ordersIn(entries);
	for (const order of orders) {
		const reward = rewards.get(order.recipient);
		if (reward) reward.orders.push(order);
		else violations.push(`${order.recipient}: an order that nobody asked for`);
	}
	for (const reward of rewards.values()) {
		const tell = (what: string) => violations.push(`${reward.invokes[0]?.reference}: ${what}`);
		judge(reward, ends, tell);
	}
	const told = { ok: 0, fail: 0, unknown: 0, killed: 0 };
	const invokes = [...rewards.values()].flatMap((reward) => reward.invokes);
	for (const { mark } of invokes) told[ends.get(mark)?.is ?? 'killed'] += 1;
	return {
		references: rewards.size,
		invocations: invokes.length,
		told,
		orders: orders.length,
		violations,
	};
}

function ordersIn(entries: readonly Entry[]): Order[] {
	const orders: Order[] = [];
	const newest = new Map<string, Order>();
	for (const entry of entries) {
		if (entry.is === 'order') {
			const order = { ...entry };
			orders.push(order);
			if (entry.externalRefID !== undefined) newest.set(entry.externalRefID, order);
		} else {
			const order = newest.get(entry.externalRefID);
			if (order) order.by = entry.mark;
		}
	}
	return orders;
}

function judge(
	{ invokes, orders }: Reward,
	ends: ReadonlyMap<string, { is: Outcome; at: number }>,
	tell: (what: string) => void,
): void {
	if (orders.length > 1) tell(`paid ${orders.length} times`);
	const firstAt = Math.min(...invokes.map(({ at }) => at));
	for (const { amount, at } of orders) {
		if (invokes.some((invoke) => invoke.amount !== amount)) tell(`paid ${amount}, which is another amount`);
		if (at < firstAt) tell('paid before anybody asked for it');
	}
	for (const { mark } of invokes) {
		const end = ends.get(mark);
		if (end?.is === 'ok' && !orders.some(({ at }) => at <= end.at))
			tell(`told as paid, but was not (${mark})`);
		if (end?.is === 'fail' && orders.some(({ by }) => by === mark))
			tell(`told as not paid by the very attempt that paid it (${mark})`);
	}
	const mayHavePaid = invokes.some(({ mark }) => ends.get(mark)?.is !== 'fail');
	if (orders.length > 0 && !mayHavePaid) tell('always told as not paid, but was paid');
}

/** With 95 % confidence errors are rarer than this when none was seen in so many: the rule of three. */
export function upperBound(references: number): number {
	return 3 / references;
}
