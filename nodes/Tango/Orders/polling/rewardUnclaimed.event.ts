import type { IDataObject } from 'n8n-workflow';
import {
	growingLineItems,
	readLineItem,
	readUnclaimedMemory,
	unclaimedAfter,
	type JsonRecord,
} from '../../core';
import { filterCollection } from '../../n8n/fields/collection';
import { wholeNumber } from '../../n8n/fields/numbers';
import { dataObject } from '../../n8n/run/output';
import { LINE_ITEM_FILTERS, lineItemQuery } from '../lineItem/lineItem.filters';
import { lineItemOutput } from '../lineItem/output';
import { defineEvent, EXISTING_MS } from './event';

const { accountIdentifier, campaign, externalRefID, orderSource, ptid } = LINE_ITEM_FILTERS;
const { purchaseOrderNumber, referenceOrderID, utid } = LINE_ITEM_FILTERS;

/** Of what stays as it is while a reward waits: addresses and ways of delivery change with resends. */
const STEADY_FILTERS = {
	...{ accountIdentifier, campaign, externalRefID, orderSource, ptid },
	...{ purchaseOrderNumber, referenceOrderID, utid },
};

export const rewardUnclaimed = defineEvent({
	value: 'rewardUnclaimed',
	name: 'Reward Unclaimed',
	description: 'A reward was not viewed or redeemed for a number of days; once',
	fields: {
		days: wholeNumber(
			{ min: 1, max: 365, words: 'whole days from 1 to 365' },
			{
				default: 14,
				description:
					'The workflow starts when a reward was issued so long ago, to the second, and its recipient has neither viewed nor redeemed it. Rewards by post are left out: nobody sees what becomes of them.',
			},
		),
		filters: filterCollection(STEADY_FILTERS),
	},
	look: async ({ days, filters, includeExisting, simplify }, { tango, call, ...bounds }, memory) => {
		const existingSince = includeExisting ? bounds.now - EXISTING_MS : undefined;
		const query = await lineItemQuery(filters, tango, call);
		const means = { calls: tango, filters: query, call, bounds, days, existingSince };
		const looked = await unclaimedAfter(means, readUnclaimedMemory(memory));
		return {
			items: looked.lineItems.map((raw) => unclaimedItem(raw, days, simplify)),
			memory: dataObject({ ...looked.memory }),
		};
	},
	sample: async ({ days, filters, simplify }, { tango, call, now }) => {
		const list = growingLineItems(tango, await lineItemQuery(filters, tango, call), call);
		const { items } = await list.first({ startDate: new Date(now - EXISTING_MS).toISOString() });
		const { referenceLineItemID: id } = readLineItem(items[0]);
		if (id === undefined) return [];
		const { raw } = await tango.lineItems.get(id, call);
		return [unclaimedItem(raw, days, simplify)];
	},
});

function unclaimedItem(raw: JsonRecord, days: number, simplify: boolean): IDataObject {
	return { ...lineItemOutput(raw, { simplify }), unclaimedForDays: days };
}
