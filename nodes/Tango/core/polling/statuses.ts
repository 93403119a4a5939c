import type { JsonRecord } from '../api/page';
import { comersIn } from './comers';
import { markOfNow, readSince } from './growing';
import { growingOrders } from './growingOrders';
import { markAt } from './mark';
import type { Seen, StatusMemory, Underway } from './statusMemory';
import { lookAfter, MOST_WATCHED, OPEN_STATUSES, statusOf, watchedOf, type WatchMeans } from './watched';

/** The status that nearly all orders end in: listing it would list everything. */
const USUAL_STATUS = 'COMPLETE';

interface Means extends WatchMeans {
	readonly statuses: readonly string[];
	/** Whether orders that are in one of the statuses already are told at the first look. */
	readonly includeExisting: boolean;
}

export interface Reached {
	readonly status: string;
	readonly order: JsonRecord;
}

/**
 * The orders that have reached one of the statuses since the last look, each once per status. Tango tells no time of a
 * change. A rare status is listed, and what was not in its list before has reached it. Nearly all orders are completed,
 * so for that the new orders are read, and those not settled yet are watched until they are.
 */
export async function ordersReaching(
	means: Means,
	memory: StatusMemory | undefined,
): Promise<{ readonly reached: readonly Reached[]; readonly memory: StatusMemory }> {
	const { calls, filters, call, bounds, oldest, includeExisting } = means;
	const reached: Reached[] = [];
	const lists: Record<string, Seen> = {};
	for (const status of means.statuses.filter((one) => one !== USUAL_STATUS)) {
		const list = growingOrders(calls, { ...filters, orderStatus: status }, call);
		const first = { oldest, now: bounds.now, includeExisting };
		const { comers, seen } = await comersIn(list, memory?.lists[status], first);
		lists[status] = seen;
		reached.push(...comers.map((order) => ({ status, order })));
	}
	if (!means.statuses.includes(USUAL_STATUS)) return { reached, memory: { lists } };
	const { orders, underway } = await completed(means, memory?.underway);
	reached.push(...orders.map((order) => ({ status: USUAL_STATUS, order })));
	return { reached, memory: { lists, underway } };
}

async function completed(
	means: Means,
	before: Underway | undefined,
): Promise<{ readonly orders: readonly JsonRecord[]; readonly underway: Underway }> {
	const { calls, filters, call, bounds } = means;
	const list = growingOrders(calls, filters, call);
	const began = before ?? (await begin(means));
	const { fresh, mark } = await readSince(list, began.mark, bounds);
	// At the first look an order may be both: on its way at first, then new and completed.
	const isFresh = new Set(fresh.map((order) => order.referenceOrderID));
	const known = began.watched.filter(({ id }) => !isFresh.has(id));
	const after = await lookAfter(means, [...known, ...watchedOf(fresh, bounds.now)], USUAL_STATUS);
	const orders = [...fresh.filter((order) => statusOf(order) === USUAL_STATUS), ...after.orders];
	return { orders, underway: { mark, watched: after.watched } };
}

/** At the first look what is not settled yet is watched, however old it is. */
async function begin({ calls, filters, call, bounds, oldest, includeExisting }: Means): Promise<Underway> {
	if (includeExisting) return { mark: markAt(oldest), watched: [] };
	const mark = await markOfNow(growingOrders(calls, filters, call), bounds);
	const open: JsonRecord[] = [];
	const startDate = new Date(oldest).toISOString();
	for (const orderStatus of OPEN_STATUSES)
		open.push(...(await calls.listOrders({ ...filters, orderStatus, startDate }, MOST_WATCHED, call)));
	return { mark, watched: watchedOf(open, bounds.now) };
}
