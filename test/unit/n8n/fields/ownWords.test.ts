import { expect, it } from 'vitest';
import type { Field } from '../../../../nodes/Tango/n8n/fields/field.ts';
import { emails } from '../../../../nodes/Tango/n8n/fields/many.ts';
import * as locators from '../../../../nodes/Tango/n8n/fields/locators.ts';
import { email } from '../../../../nodes/Tango/n8n/fields/text.ts';
import { LINE_FILTERS } from '../../../../nodes/Tango/Orders/asyncOrder/asyncOrder.fields.ts';
import { ORDER_FILTERS } from '../../../../nodes/Tango/Orders/order/order.filters.ts';

/* What our own outputs have for nothing, in the field of a later node. */

const FIELDS: ReadonlyArray<readonly [string, Field<unknown>]> = [
	['an order', locators.order()],
	['a line item', locators.lineItem()],
	['a row of a bulk order', locators.bulkLineItem()],
	['a bulk order', locators.bulkOrder()],
	['an account', locators.account()],
	['a reward', locators.reward()],
	['a credit card', locators.creditCard()],
	['an alert', locators.lowBalanceAlert()],
	['an email address', email()],
	['several email addresses', emails()],
	['the rows of a bulk order', LINE_FILTERS.externalRefLineItemIDs],
	['a first name to look for', ORDER_FILTERS.recipientFirstName],
	['a reference to look for', ORDER_FILTERS.externalRefID],
];

it.each(FIELDS)('Not yet and None are not %s, and the words say what they mean', (_, { read }) => {
	expect(read('Not yet')).toMatchObject({
		problems: [
			{
				message: 'holds "Not yet": Tango has not told it yet. Run Bulk Order: Get later, which has it then',
			},
		],
	});
	expect(read('None')).toMatchObject({
		problems: [{ message: 'holds "None": the expression found no value' }],
	});
});

it('an order is not chosen by a reference that is none', () => {
	expect(locators.order().read({ __rl: true, mode: 'reference', value: 'None' })).toHaveProperty('problems');
});
