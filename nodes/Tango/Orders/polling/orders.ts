import type { IDataObject } from 'n8n-workflow';
import { growingOrders, readOrder, type GrowingList, type JsonRecord } from '../../core';
import { filterCollection } from '../../n8n/fields/collection';
import type { ParamsOf } from '../../n8n/fields/form';
import { checkBorders } from '../../n8n/fields/numbers';
import { COMMON_FILTERS } from '../order/order.filters';
import { orderOutput } from '../order/orderOutput';
import { EXISTING_MS, type Surroundings } from './event';

/** Filters of what never changes of an order: one that ceases to fit would look as if it had not been there. */
function steadyFilters() {
	const { endDate, lineItemStatus, orderStatus, startDate, ...steady } = COMMON_FILTERS;
	void [endDate, lineItemStatus, orderStatus, startDate];
	return steady;
}

const STEADY_FILTERS = steadyFilters();

export type SteadyFilters = Partial<ParamsOf<typeof STEADY_FILTERS>>;

export const ORDER_FILTERS = {
	filters: filterCollection(STEADY_FILTERS, (filters, complain) =>
		checkBorders(filters, ['minAmount', 'maxAmount'], complain),
	),
};

/** Lists hold no codes; what should look like one is hidden all the same. */
export function orderItem(raw: JsonRecord, simplify: boolean): IDataObject {
	return orderOutput(readOrder(raw), { simplify, includeRewardCredentials: false, raw });
}

export function ordersOf(filters: SteadyFilters, { tango, call }: Surroundings): GrowingList {
	return growingOrders(tango, filters, call);
}

/** The newest order that the filters fit, as far as one request tells. */
export async function sampleOrder(
	filters: SteadyFilters & { readonly orderStatus?: string },
	simplify: boolean,
	{ tango, call, now }: Surroundings,
): Promise<IDataObject[]> {
	const list = growingOrders(tango, filters, call);
	const { items } = await list.first({ startDate: new Date(now - EXISTING_MS).toISOString() });
	const byAge = [...items].sort((a, b) => String(list.timeOf(b)).localeCompare(String(list.timeOf(a))));
	return byAge.slice(0, 1).map((raw) => orderItem(raw, simplify));
}
