import { ordersReaching, readStatusMemory, without, type JsonRecord } from '../../core';
import { someOf } from '../../n8n/fields/many';
import { dataObject } from '../../n8n/run/output';
import { ORDER_STATUSES } from '../order/order.menus';
import { defineEvent, EXISTING_MS } from './event';
import { ORDER_FILTERS, orderItem, sampleOrder } from './orders';

export const orderStatus = defineEvent({
	value: 'orderStatus',
	name: 'Order Status Reached',
	description: 'An order, up to 90 days old, has reached one of the chosen statuses',
	fields: {
		statuses: someOf(ORDER_STATUSES, {
			description:
				'The workflow starts once for each of them that an order reaches, as long as the order is not older than 90 days. A status that an order had only between two looks is not seen, and where more than 1,000 orders are in one, only the newest 1,000 are looked at.',
		}),
		...ORDER_FILTERS,
	},
	look: async ({ statuses, filters, includeExisting, simplify }, { tango, call, ...bounds }, memory) => {
		const oldest = bounds.now - EXISTING_MS;
		const means = { calls: tango, filters, statuses, bounds, call, oldest, includeExisting };
		const looked = await ordersReaching(means, readStatusMemory(memory));
		return {
			items: looked.reached.map(({ order, status }) => statusItem(order, status, simplify)),
			memory: dataObject({ ...looked.memory }),
		};
	},
	sample: async ({ statuses, filters, simplify }, around) => {
		for (const reachedStatus of statuses) {
			const [order] = await sampleOrder({ ...filters, orderStatus: reachedStatus }, simplify, around);
			if (order) return [{ ...order, reachedStatus }];
		}
		return [];
	},
});

/** A single order comes with its reward, a listed one without. */
function statusItem(order: JsonRecord, reachedStatus: string, simplify: boolean) {
	return { ...orderItem(without(order, 'reward'), simplify), reachedStatus };
}
