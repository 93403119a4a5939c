import { ENDPOINTS } from '../api/endpoints';
import { readOrder } from '../api/order';
import { readRecord, type JsonRecord } from '../api/page';
import type { CallOptions } from '../call/client';
import { unlessMissing } from '../foundation/unlessMissing';
import type { OrderFilters } from '../orders/listOrders';
import type { Bounds } from './growing';
import type { PollCalls } from './growingOrders';
import { wholeSecond } from './mark';
import type { Watched } from './statusMemory';

/** Statuses after which nothing more happens by itself. One that is not known yet is open. */
const SETTLED: ReadonlySet<string> = new Set(['COMPLETE', 'FAILED', 'CANCELLED', 'DELETED']);

/** Tango's other statuses. */
export const OPEN_STATUSES = [
	'PENDING',
	'PENDING_MR',
	'PENDING_KYB',
	'PENDING_PAYMENT',
	'QUEUED',
	'ON_HOLD',
	'PARTIAL',
];

/** A bound for what n8n keeps. */
export const MOST_WATCHED = 1_000;

/** Orders that one look asks for one by one; the others' turn comes with the next. */
export const MOST_LOOKED_AT = 60;

/** What a look has in hand. */
export interface WatchMeans {
	readonly calls: PollCalls;
	/** Of what never changes of an order. */
	readonly filters: OrderFilters;
	readonly bounds: Bounds;
	readonly call: CallOptions;
	/** Nothing older is looked at. */
	readonly oldest: number;
}

/** Those that are not settled, of orders as Tango lists them; `now` where Tango does not say when one was placed. */
export function watchedOf(orders: readonly JsonRecord[], now: number): Watched[] {
	return orders.flatMap((order) => {
		const { referenceOrderID: id, createdAt = '' } = readOrder(order);
		const status = statusOf(order);
		if (id === undefined || SETTLED.has(status)) return [];
		const at = Date.parse(createdAt);
		return [{ id, at: Number.isFinite(at) ? at : now, status }];
	});
}

export function statusOf(order: JsonRecord): string {
	const { orderStatus, status } = readOrder(order);
	return orderStatus ?? status ?? '';
}

/**
 * Which of the watched orders have reached a status. One list for each of their statuses tells which are still in it;
 * the others are looked at one by one, and watched on unless they are settled.
 */
export async function lookAfter(
	means: WatchMeans,
	watched: readonly Watched[],
	reached: string,
): Promise<{ readonly orders: readonly JsonRecord[]; readonly watched: readonly Watched[] }> {
	const all = worthWatching(watched, means.oldest);
	const still = await stillThere(means, all);
	const orders: JsonRecord[] = [];
	const waiting: Watched[] = [];
	const lookedAt: Watched[] = [];
	let looks = 0;
	for (const one of all) {
		if (still.has(one.id) || looks >= MOST_LOOKED_AT || means.bounds.isTimeUp()) {
			waiting.push(one);
			continue;
		}
		looks += 1;
		const order = await orderNow(means, one.id);
		if (!order) continue;
		const status = statusOf(order);
		if (status === reached) orders.push(order);
		else if (!SETTLED.has(status)) lookedAt.push({ ...one, status: status || one.status });
	}
	// Whose turn it was is last in the next look.
	return { orders, watched: [...waiting, ...lookedAt] };
}

/** Each once, none that is too old; of too many those that came last. */
function worthWatching(watched: readonly Watched[], oldest: number): readonly Watched[] {
	const byNumber = new Map(watched.map((one) => [one.id, one]));
	return [...byNumber.values()].filter(({ at }) => at >= oldest).slice(-MOST_WATCHED);
}

async function stillThere(
	{ calls, filters, call }: WatchMeans,
	watched: readonly Watched[],
): Promise<ReadonlySet<string>> {
	const since = new Map<string, number>();
	for (const { status, at } of watched) since.set(status, Math.min(at, since.get(status) ?? at));
	since.delete('');
	const found = new Set<string>();
	for (const [orderStatus, at] of since) {
		const startDate = new Date(wholeSecond(at)).toISOString();
		const listed = await calls.listOrders({ ...filters, orderStatus, startDate }, MOST_WATCHED, call);
		for (const { referenceOrderID } of listed) found.add(String(referenceOrderID));
	}
	return found;
}

/** Undefined when Tango knows it no more. */
async function orderNow({ calls, call }: WatchMeans, id: string): Promise<JsonRecord | undefined> {
	const told = calls.send(ENDPOINTS.getOrder, { path: { referenceOrderID: id } }, call);
	return await told.then(({ json }) => readRecord(json)).catch(unlessMissing);
}
