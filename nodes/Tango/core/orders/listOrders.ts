import { ENDPOINTS } from '../api/endpoints';
import type { JsonRecord } from '../api/page';
import type { CallOptions, Client } from '../call/client';
import { BEYOND_CAP, ENDLESS_LIST, list, type ListEndpoint } from '../call/list';
import type { TangoRequest } from '../call/request';
import type { Clock } from '../foundation/clock';
import { asTangoError, TangoError } from '../foundation/errors';
import { halves, stepsOf, type Slice } from './slices';

/** The error's `detail` when a second holds more orders than Tango hands out of one list. */
export const CROWDED_SECOND = 'CROWDED_SECOND';

/** Stops a server that says of every slice that it is too full: ten million orders, and years of empty slices. */
const MAX_SLICES = 2_000;

export type OrderFilters = NonNullable<TangoRequest['query']> & {
	readonly startDate?: string | undefined;
	readonly endDate?: string | undefined;
};

interface Means {
	readonly client: Client;
	readonly clock: Clock;
	readonly call: CallOptions;
	/** GET /orders when left out. */
	readonly endpoint?: ListEndpoint;
}

/**
 * The orders that the filters fit. Where Tango has more than it hands out of one list, they are read in slices of time,
 * newest first: a slice that is too full is halved until it is not.
 *
 * Without a Start Date the slices go back to the first orders that there can be. The count of the first page is no
 * reason to stop before: orders come, and change their status, while the list is read.
 */
export async function listOrders(
	{ client, clock, call, endpoint = ENDPOINTS.listOrders }: Means,
	filters: OrderFilters,
	limit: number,
): Promise<JsonRecord[]> {
	const whole = await within(filters);
	if (whole) return whole;
	const open = stepsOf(filters, clock.unix());
	const found = new Map<unknown, JsonRecord>();
	for (let asked = 0; asked < MAX_SLICES; asked += 1) {
		const slice = open.pop();
		if (!slice || found.size >= limit) return [...found.values()].slice(0, limit);
		const orders = await within({ ...filters, startDate: slice.from.text, endDate: slice.to.text });
		// An order at the border of two slices is in both; one without a number is kept as it comes.
		for (const order of orders ?? []) found.set(order.referenceOrderID ?? order, order);
		if (!orders) open.push(...halvesOrError(slice));
	}
	throw new TangoError('UNAVAILABLE', { detail: ENDLESS_LIST });

	/** All orders of a period, or undefined when there are more than Tango hands out. */
	async function within(query: OrderFilters): Promise<JsonRecord[] | undefined> {
		return await list(client, endpoint, { query }, limit, call).catch((error: unknown) => {
			const known = asTangoError(error);
			if (known.facts.detail === BEYOND_CAP) return undefined;
			throw known;
		});
	}
}

function halvesOrError(slice: Slice): readonly Slice[] {
	const two = halves(slice);
	if (two.length > 0) return two;
	throw new TangoError('UNAVAILABLE', { detail: CROWDED_SECOND });
}
