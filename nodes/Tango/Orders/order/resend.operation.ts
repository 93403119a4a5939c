import { order } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { dataObject } from '../../n8n/run/output';
import { defineOperation } from '../../n8n/run/operation';
import { RESEND_ORDER } from './resend.fields';

export const resend = defineOperation({
	resource: 'order',
	value: 'resend',
	name: 'Resend',
	action: 'Send a reward again',
	description:
		'Send the reward of an order to its recipient again, or to a mended address; once in 30 seconds. It is not paid again.',
	changes: true,
	fields: { referenceOrderID: order(), additionalFields: RESEND_ORDER, options: REQUEST_OPTIONS },
	execute: async (params, { tango, call }) => {
		const { additionalFields } = params;
		const referenceOrderID = await tango.orderNumber(params.referenceOrderID, call);
		const { raw, attempts, requestId } = await tango.lineItems.resend(
			{ referenceOrderID },
			additionalFields,
			call,
		);
		return { referenceOrderID, ...dataObject(raw), attempts, requestId };
	},
});
