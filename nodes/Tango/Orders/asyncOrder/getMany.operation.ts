import { ENDPOINTS } from '../../core';
import { choice } from '../../n8n/fields/choices';
import { currency } from '../../n8n/fields/codes';
import { moment } from '../../n8n/fields/moment';
import { moneyLimit } from '../../n8n/fields/numbers';
import { email, text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
import { checkPeriod, untilNow } from '../order/orderPeriod';
import { bulkOutput } from './output';

const STATUS = {
	CANCELLED: 'Cancelled',
	COMPLETE: 'Complete',
	DELETED: 'Deleted',
	FAILED: 'Failed',
	PENDING: 'Pending',
};

export const getMany = defineListOperation({
	resource: 'asyncOrder',
	action: 'Get many bulk orders',
	description: 'Get a list of bulk orders. Tango does not list those that failed as a whole.',
	filters: {
		accountIdentifier: text(),
		campaign: text(),
		currencyCode: currency(),
		customerIdentifier: text(),
		deliveryMethod: choice(
			{
				ADDRESS: 'Address',
				EMAIL: 'Email',
				EMBEDDED: 'Embedded',
				EMBEDDED_COMPONENT: 'Embedded Component',
				NONE: 'None',
				PHONE: 'Phone',
				WHATSAPP: 'WhatsApp',
			},
			{ default: 'EMAIL' },
		),
		endDate: moment({}, 'end'),
		externalRefID: text({ displayName: 'Bulk Order Reference' }, { kind: 'reference' }),
		lineItemNotes: text(),
		lineItemStatus: choice({ ...STATUS, RETURNED: 'Returned' }, { default: 'COMPLETE' }),
		maxAmount: moneyLimit({ default: 100 }),
		minAmount: moneyLimit({ default: 1 }),
		notes: text(),
		orderStatus: choice(
			{
				...STATUS,
				ON_HOLD: 'On Hold',
				PARTIAL: 'Partial',
				PENDING_KYB: 'Pending KYB',
				PENDING_MR: 'Pending Manual Review',
				PENDING_PAYMENT: 'Pending Payment',
				QUEUED: 'Queued',
			},
			{ default: 'COMPLETE' },
		),
		ptid: text({ displayName: 'Print Template ID' }),
		purchaseOrderNumber: text(),
		recipientEmail: email(),
		recipientFirstName: text(),
		recipientLastName: text(),
		recipientMobileNumber: text(),
		rewardName: text(),
		senderEmail: email(),
		senderFirstName: text(),
		senderLastName: text(),
		startDate: moment(),
		utid: text({ placeholder: 'e.g. U666425' }),
	},
	checkFilters: checkPeriod,
	find: async (query, limit, { tango, call }) =>
		await tango.list(ENDPOINTS.listAsyncOrders, { query: untilNow(query) }, limit, call),
	output: bulkOutput,
});
