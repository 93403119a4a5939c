import type { CallOptions, OrderChoice, Tango } from '../../core';
import { choice, flag } from '../../n8n/fields/choices';
import { country } from '../../n8n/fields/codes';
import type { CheckFilters } from '../../n8n/fields/collection';
import type { ParamsOf } from '../../n8n/fields/form';
import { optional } from '../../n8n/fields/locator';
import { emailTemplate, order } from '../../n8n/fields/locators';
import { border, checkBorders } from '../../n8n/fields/numbers';
import { text } from '../../n8n/fields/text';
import { ORDER_FILTERS } from '../order/order.filters';
import { REWARD_STATUSES, SETTLED_STATUSES } from '../order/order.menus';
import { EMAIL_STATUSES, ORDER_SOURCES, SORT_COLUMNS } from './lineItem.menus';

const { accountIdentifier, campaign, deliveryMethod, deliveryStatus, endDate, externalRefID } = ORDER_FILTERS;
const { ptid, purchaseOrderNumber, recipientEmail, recipientFirstName, recipientLastName } = ORDER_FILTERS;
const { recipientMobileNumber, startDate, utid } = ORDER_FILTERS;

/** What GET /lineItems can be asked for, and in which order it answers. */
export const LINE_ITEM_FILTERS = {
	...{ accountIdentifier, campaign, deliveryMethod, deliveryStatus, endDate, externalRefID },
	...{ ptid, purchaseOrderNumber, recipientEmail, recipientFirstName, recipientLastName },
	...{ recipientMobileNumber, startDate, utid },
	columnSortAscending: flag({
		default: false,
		displayName: 'Sort Ascending',
		description: 'Whether the lowest or earliest comes first',
	}),
	columnSortName: choice(SORT_COLUMNS, {
		default: 'dateIssued',
		displayName: 'Sort By',
		description: 'What the list is sorted by',
	}),
	emailStatus: choice(EMAIL_STATUSES, {
		default: 'BOUNCE',
		description: 'What became of the email with the reward',
	}),
	etid: optional(emailTemplate({ description: 'The template that the email was made from (ETID)' })),
	hasRemainingBalance: flag({
		default: true,
		description: 'Whether some of the reward is left to be spent. Only of choice products.',
	}),
	maxRemainingBalance: border({
		displayName: 'Remaining Balance at Most',
		description: 'The most that is left to be spent. Only of choice products.',
	}),
	minRemainingBalance: border({
		displayName: 'Remaining Balance at Least',
		description: 'The least that is left to be spent. Only of choice products.',
	}),
	orderNotes: text({ description: 'What you have noted with the order' }),
	orderSource: choice(ORDER_SOURCES, { default: 'RA', description: 'Where the order came from' }),
	orderStatus: choice(SETTLED_STATUSES, { default: 'COMPLETE', description: 'What became of the order' }),
	recipientCity: text({ description: 'The town in the recipient’s address' }),
	recipientCountry: country({
		displayName: 'Recipient Country',
		description: 'Of the recipient’s address. By ID: its two letters or its English name.',
	}),
	recipientPostalCode: text({ description: 'The ZIP or postal code in the recipient’s address' }),
	recipientStateOrProvince: text({
		displayName: 'Recipient State or Province',
		placeholder: 'e.g. WA',
		description: 'The part of the country in the recipient’s address',
	}),
	recipientStreetLine1: text({
		displayName: 'Recipient Street Line 1',
		description: 'The first line of the recipient’s address',
	}),
	recipientStreetLine2: text({
		displayName: 'Recipient Street Line 2',
		description: 'The second line of the recipient’s address',
	}),
	referenceOrderID: optional(order()),
	status: choice(REWARD_STATUSES, { default: 'COMPLETE', description: 'What became of the reward' }),
};

/** What cannot be of a list's borders; Tango names no longest period here. */
export const checkLineItemFilters: CheckFilters<ParamsOf<typeof LINE_ITEM_FILTERS>> = (filters, complain) => {
	checkBorders(filters, ['minRemainingBalance', 'maxRemainingBalance'], complain);
	const { startDate = '', endDate = '' } = filters;
	if (Date.parse(endDate) <= Date.parse(startDate))
		complain('endDate', `is ${endDate}, which is not after the Start Date, ${startDate}`);
};

/** The filters as Tango takes them: an order by its number, however it was chosen. */
export async function lineItemQuery<Filters extends { readonly referenceOrderID?: OrderChoice | undefined }>(
	{ referenceOrderID: order, ...filters }: Filters,
	tango: Pick<Tango, 'orderNumber'>,
	call: CallOptions,
) {
	return { ...filters, referenceOrderID: order && (await tango.orderNumber(order, call)) };
}
