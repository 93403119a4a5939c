import { markAt, markOfNow, readMark, readSince } from '../../core';
import { defineEvent, EXISTING_MS } from './event';
import { ORDER_FILTERS, orderItem, ordersOf, sampleOrder } from './orders';

export const orderCreated = defineEvent({
	value: 'orderCreated',
	name: 'Order Created',
	description: 'An order was placed, by whatever program',
	fields: ORDER_FILTERS,
	look: async ({ filters, includeExisting, simplify }, around, memory) => {
		const list = ordersOf(filters, around);
		const mark = readMark(memory.mark) ?? (includeExisting ? markAt(around.now - EXISTING_MS) : undefined);
		if (!mark) return { items: [], memory: { mark: await markOfNow(list, around) } };
		const news = await readSince(list, mark, around);
		return { items: news.fresh.map((raw) => orderItem(raw, simplify)), memory: { mark: news.mark } };
	},
	sample: async ({ filters, simplify }, around) => await sampleOrder(filters, simplify, around),
});
