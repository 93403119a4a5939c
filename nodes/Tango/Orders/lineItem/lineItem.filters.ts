import { choice, flag } from '../../n8n/fields/choices';
import { country } from '../../n8n/fields/codes';
import type { CheckFilters } from '../../n8n/fields/collection';
import type { ParamsOf } from '../../n8n/fields/form';
import { optional } from '../../n8n/fields/locator';
import { order } from '../../n8n/fields/locators';
import { border, checkBorders } from '../../n8n/fields/numbers';
import { text } from '../../n8n/fields/text';
import { ORDER_FILTERS } from '../order/order.filters';

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
	columnSortName: choice(
		{
			accountNumber: 'Account Number',
			amountIssued: 'Amount',
			dateIssued: 'Date Issued',
			deliveryMethod: 'Delivery Method',
			emailStatus: 'Email Status',
			externalReferenceId: 'External Reference ID',
			orderSource: 'Order Source',
			orderStatus: 'Order Status',
			recipientFirstName: 'Recipient First Name',
			recipientLastName: 'Recipient Last Name',
			rewardName: 'Reward Name',
			status: 'Status',
		},
		{ default: 'dateIssued', displayName: 'Sort By' },
	),
	emailStatus: choice(
		{
			BLOCKED: 'Blocked',
			BOUNCE: 'Bounced',
			DEFERRED: 'Deferred',
			DELIVERED: 'Delivered',
			DROPPED: 'Dropped',
			NOT_DELIVERED: 'Not Delivered',
			PENDING: 'Pending',
			SENT: 'Sent',
		},
		{ default: 'BOUNCE', description: 'What became of the email with the reward' },
	),
	etid: text({ displayName: 'Email Template ID', placeholder: 'e.g. E000000' }),
	hasRemainingBalance: flag({
		default: true,
		description: 'Whether some of the reward is left to be spent. Only of choice products.',
	}),
	maxRemainingBalance: border({ displayName: 'Remaining Balance at Most' }),
	minRemainingBalance: border({ displayName: 'Remaining Balance at Least' }),
	orderNotes: text(),
	orderSource: choice(
		{
			AA: { name: 'AA', description: 'Bulk Orders' },
			BE: 'BE',
			BI: 'BI',
			CI: 'CI',
			QW: 'QW',
			RA: { name: 'RA', description: 'Orders by API, such as those of this node' },
			RG: { name: 'RG', description: 'Orders in the Tango portal' },
		},
		{ default: 'RA', description: 'Where the order came from' },
	),
	orderStatus: choice(
		{
			CANCELLED: 'Cancelled',
			COMPLETE: 'Complete',
			FAILED: 'Failed',
			PARTIAL: 'Partial',
			PENDING: 'Pending',
		},
		{ default: 'COMPLETE' },
	),
	recipientCity: text(),
	recipientCountry: country({ displayName: 'Recipient Country' }),
	recipientPostalCode: text(),
	recipientStateOrProvince: text({ placeholder: 'e.g. WA' }),
	recipientStreetLine1: text(),
	recipientStreetLine2: text(),
	referenceOrderID: optional(order()),
	status: choice(
		{ CANCELLED: 'Cancelled', COMPLETE: 'Complete', FAILED: 'Failed', PENDING: 'Pending' },
		{ default: 'COMPLETE' },
	),
};

/** What cannot be of a list's borders; Tango names no longest period here. */
export const checkLineItemFilters: CheckFilters<ParamsOf<typeof LINE_ITEM_FILTERS>> = (filters, complain) => {
	checkBorders(filters, ['minRemainingBalance', 'maxRemainingBalance'], complain);
	const { startDate = '', endDate = '' } = filters;
	if (Date.parse(endDate) <= Date.parse(startDate))
		complain('endDate', `is ${endDate}, which is not after the Start Date, ${startDate}`);
};
