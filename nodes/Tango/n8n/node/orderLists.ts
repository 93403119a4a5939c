import { ENDPOINTS, type CallOptions, type JsonRecord, type Tango } from '../../core';
import { chosenInForm } from './chosenInForm';
import { bulkOrderRow, lineItemRow, orderRow } from './listRows';
import { searchIn } from './searchIn';

/** As many as a person looks through; Tango lists the newest first, and there may be thousands. */
const NEWEST = 200;

const WHOLE_ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What Tango calls the line items of Bulk Orders. */
const OF_BULK_ORDERS = { orderSource: 'AA' };

/** What was ordered: line items by themselves, and the orders that they belong to. */
export const orderLists = {
	searchLineItems: searchIn(
		() =>
			async (...asked) =>
				(await newest(...asked)).map(lineItemRow),
	),

	searchBulkLineItems: searchIn(
		() =>
			async (...asked) =>
				(await newest(...asked, OF_BULK_ORDERS)).map(lineItemRow),
	),

	searchOrders: searchIn(() => async (...asked) => {
		const rows = (await newest(...asked)).map(orderRow);
		return [...new Map(rows.map((one) => [one.value, one])).values()];
	}),

	/** Bulk Orders belong to an account: without one there are none to choose from. */
	searchBulkOrders: searchIn((editor) => async (tango, call) => {
		const customerIdentifier = chosenInForm(editor, 'customerIdentifier');
		const accountIdentifier = chosenInForm(editor, 'accountIdentifier');
		if (!customerIdentifier || !accountIdentifier) return [];
		const query = { customerIdentifier, accountIdentifier };
		const orders = await tango.recentList(ENDPOINTS.listAsyncOrders, { query }, call, NEWEST);
		return orders.map(bulkOrderRow);
	}),
};

async function newest(
	tango: Tango,
	call: CallOptions,
	typed: string,
	filters: Readonly<Record<string, string>> = {},
): Promise<readonly JsonRecord[]> {
	const query = { ...filters, ...(WHOLE_ADDRESS.test(typed) ? { recipientEmail: typed } : {}) };
	return await tango.recentList(ENDPOINTS.listLineItems, { query }, call, NEWEST);
}
