import { choice } from '../../n8n/fields/choices';
import { currency } from '../../n8n/fields/codes';
import type { CheckFilters } from '../../n8n/fields/collection';
import type { ParamsOf } from '../../n8n/fields/form';
import { optional } from '../../n8n/fields/locator';
import { account, customer, reward } from '../../n8n/fields/locators';
import { moment } from '../../n8n/fields/moment';
import { border, checkBorders } from '../../n8n/fields/numbers';
import { email, text } from '../../n8n/fields/text';
import { DELIVERY_STATUSES, LINE_ITEM_STATUSES, LISTED_METHODS, ORDER_STATUSES } from './order.menus';
import { checkPeriod } from './orderPeriod';

/** What GET /orders and GET /asyncOrders can be asked for; deprecated filters are left out. */
export const COMMON_FILTERS = {
	accountIdentifier: optional(account()),
	campaign: text({ description: 'What the order was filed under' }),
	currencyCode: currency({ description: 'The currency of the reward' }),
	customerIdentifier: optional(customer()),
	deliveryMethod: choice(LISTED_METHODS, {
		default: 'EMAIL',
		description: 'How the recipient got the reward',
	}),
	endDate: moment({ description: 'The last day or time at which it was ordered' }, 'end'),
	externalRefID: text(
		{ description: 'The reference of the order as Tango and the output of Create show it' },
		{ kind: 'reference' },
	),
	lineItemNotes: text({ description: 'What you have noted with one of the order’s rewards' }),
	lineItemStatus: choice(LINE_ITEM_STATUSES, {
		default: 'COMPLETE',
		description: 'What became of the order’s rewards',
	}),
	maxAmount: border({ displayName: 'Amount at Most', description: 'The highest amount that is listed' }),
	minAmount: border({ displayName: 'Amount at Least', description: 'The lowest amount that is listed' }),
	notes: text({ description: 'What you have noted with the order' }),
	orderStatus: choice(ORDER_STATUSES, { default: 'COMPLETE', description: 'What became of the order' }),
	ptid: text({ placeholder: 'e.g. P000001', description: 'The template of printed reward links' }),
	purchaseOrderNumber: text({ description: 'Your own number of the purchase' }),
	recipientEmail: email({ description: 'The address of whom the reward is for' }),
	recipientFirstName: text({ description: 'The first name of whom the reward is for' }, { kind: 'name' }),
	recipientLastName: text({ description: 'The last name of whom the reward is for' }, { kind: 'name' }),
	recipientMobileNumber: text({
		placeholder: 'e.g. +12065550100',
		description: 'The number of whom the reward is for, with country code',
	}),
	rewardName: text({ description: 'What the reward is called in Tango’s catalog' }),
	senderEmail: email({ description: 'The address of whom the reward is from' }),
	senderFirstName: text({ description: 'The first name of whom the reward is from' }, { kind: 'name' }),
	senderLastName: text({ description: 'The last name of whom the reward is from' }, { kind: 'name' }),
	startDate: moment({ description: 'The first day or time at which it was ordered' }),
	utid: optional(reward()),
};

/** Those of GET /orders. */
export const ORDER_FILTERS = {
	...COMMON_FILTERS,
	deliveryStatus: choice(DELIVERY_STATUSES, {
		default: 'DELIVERED',
		description: 'How far the delivery to the recipient has come',
	}),
};

/** What cannot be of a list's borders. */
export const checkOrderFilters: CheckFilters<ParamsOf<typeof COMMON_FILTERS>> = (filters, complain) => {
	checkPeriod(filters, complain);
	checkBorders(filters, ['minAmount', 'maxAmount'], complain);
};
