import { lineItem } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { dataObject } from '../../n8n/run/output';
import { defineOperation } from '../../n8n/run/operation';
import { RESEND_LINE_ITEM } from '../order/resend.fields';
import { RESEND_REASON } from './reason.fields';

export const resend = defineOperation({
	resource: 'lineItem',
	value: 'resend',
	name: 'Resend',
	action: 'Send one reward of an order again',
	description:
		'Send a reward to its recipient again, or to a mended address; once in 30 seconds. It is not paid again.',
	changes: true,
	fields: {
		referenceLineItemID: lineItem(),
		...RESEND_REASON,
		additionalFields: RESEND_LINE_ITEM,
		options: REQUEST_OPTIONS,
	},
	execute: async ({ referenceLineItemID, reasonCode, otherReason, additionalFields }, { tango, call }) => {
		const body = { ...additionalFields, reasonCode, otherReason };
		const { raw, attempts, requestId } = await tango.lineItems.resend({ referenceLineItemID }, body, call);
		return { referenceLineItemID, ...dataObject(raw), attempts, requestId };
	},
});
