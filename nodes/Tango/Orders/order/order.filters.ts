import { choice } from '../../n8n/fields/choices';
import { currency } from '../../n8n/fields/codes';
import type { CheckFilters } from '../../n8n/fields/collection';
import type { ParamsOf } from '../../n8n/fields/form';
import { optional } from '../../n8n/fields/locator';
import { account, customer, reward } from '../../n8n/fields/locators';
import { moment } from '../../n8n/fields/moment';
import { border, checkBorders } from '../../n8n/fields/numbers';
import { email, text } from '../../n8n/fields/text';
import { checkPeriod } from './orderPeriod';

export const ORDER_STATUSES = {
	CANCELLED: 'Cancelled',
	COMPLETE: 'Complete',
	DELETED: 'Deleted',
	FAILED: 'Failed',
	ON_HOLD: 'On Hold',
	PARTIAL: 'Partial',
	PENDING: 'Pending',
	PENDING_KYB: 'Pending: Check of the Business',
	PENDING_MR: 'Pending: Manual Review',
	PENDING_PAYMENT: 'Pending: Payment',
	QUEUED: 'Queued',
};

/** What GET /orders and GET /asyncOrders can be asked for; deprecated filters are left out. */
export const COMMON_FILTERS = {
	accountIdentifier: optional(account()),
	campaign: text(),
	currencyCode: currency({ description: 'The reward’s' }),
	customerIdentifier: optional(customer()),
	deliveryMethod: choice(
		{
			ADDRESS: 'Address',
			BULKDIGITAL: 'Bulk Digital',
			BULKSHIPMENT: 'Bulk Shipment',
			EMAIL: 'Email',
			EMBEDDED: 'Embedded',
			EMBEDDED_COMPONENT: 'Embedded Component',
			NONE: 'None',
			PHONE: 'Phone',
			QRCODE: 'QR Code',
			WHATSAPP: 'WhatsApp',
		},
		{ default: 'EMAIL' },
	),
	endDate: moment({}, 'end'),
	externalRefID: text({}, { kind: 'reference' }),
	lineItemNotes: text(),
	lineItemStatus: choice(
		{
			CANCELLED: 'Cancelled',
			COMPLETE: 'Complete',
			DELETED: 'Deleted',
			FAILED: 'Failed',
			PENDING: 'Pending',
			RETURNED: 'Returned',
		},
		{ default: 'COMPLETE' },
	),
	maxAmount: border({ displayName: 'Amount at Most' }),
	minAmount: border({ displayName: 'Amount at Least' }),
	notes: text(),
	orderStatus: choice(ORDER_STATUSES, { default: 'COMPLETE' }),
	ptid: text({ placeholder: 'e.g. P000001', description: 'The template of printed reward links' }),
	purchaseOrderNumber: text(),
	recipientEmail: email(),
	recipientFirstName: text(),
	recipientLastName: text(),
	recipientMobileNumber: text({ placeholder: 'e.g. +12065550100' }),
	rewardName: text(),
	senderEmail: email(),
	senderFirstName: text(),
	senderLastName: text(),
	startDate: moment(),
	utid: optional(reward()),
};

/** Those of GET /orders. */
export const ORDER_FILTERS = {
	...COMMON_FILTERS,
	deliveryStatus: choice(
		{
			DELIVERED: 'Delivered',
			DISPATCHED: 'Dispatched',
			ENGAGED: 'Engaged',
			FAILED: 'Failed',
			PENDING: 'Pending',
			PROCESSING: 'Processing',
		},
		{ default: 'DELIVERED', description: 'How far the delivery to the recipient has come' },
	),
};

/** What cannot be of a list's borders. */
export const checkOrderFilters: CheckFilters<ParamsOf<typeof COMMON_FILTERS>> = (filters, complain) => {
	checkPeriod(filters, complain);
	checkBorders(filters, ['minAmount', 'maxAmount'], complain);
};
