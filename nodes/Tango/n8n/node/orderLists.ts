import { ENDPOINTS, type CallOptions, type JsonRecord, type Tango } from '../../core';
import { lineItemRow, orderRow } from './listRows';
import { searchIn } from './searchIn';

/** As many as a person looks through; Tango lists the newest first, and there may be thousands. */
const NEWEST = 200;

const WHOLE_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What was ordered: line items by themselves, and the orders that they belong to. */
export const orderLists = {
	searchLineItems: searchIn(
		() =>
			async (...asked) =>
				(await newest(...asked)).map(lineItemRow),
	),

	searchOrders: searchIn(() => async (...asked) => {
		const rows = (await newest(...asked)).map(orderRow);
		return [...new Map(rows.map((one) => [one.value, one])).values()];
	}),
};

async function newest(tango: Tango, call: CallOptions, typed: string): Promise<readonly JsonRecord[]> {
	const query = WHOLE_ADDRESS.test(typed) ? { recipientEmail: typed } : {};
	return await tango.recentList(ENDPOINTS.listLineItems, { query }, call, NEWEST);
}
