import { choice } from '../../n8n/fields/choices';
import { collection } from '../../n8n/fields/collection';
import { ofAuthor } from '../../n8n/fields/field';
import { lineItem } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { checked } from '../../n8n/fields/signs';
import { email, text } from '../../n8n/fields/text';
import { dataObject } from '../../n8n/run/output';
import { defineOperation } from '../../n8n/run/operation';
import { ADDITIONAL_FIELDS } from '../order/create.fields';
import { mobileNumber } from '../order/recipient.fields';
import { RESEND_REASON } from './reason.fields';

/** What is to be another than before. No model says where a reward goes. */
const NEW = ofAuthor(
	collection('Add Field', {
		newDeliveryMethod: choice(
			{ EMAIL: 'Email', NONE: 'None', PHONE: 'Phone', WHATSAPP: 'WhatsApp' },
			{ default: 'EMAIL', description: 'How it is sent this time; the reward must allow it' },
		),
		newEmail: email({ description: 'Where it is sent this time, such as the address without the mistake' }),
		newEtid: {
			...ADDITIONAL_FIELDS.etid,
			form: { ...ADDITIONAL_FIELDS.etid.form, displayName: 'New Email Template' },
		},
		newMobileNumber: checked(
			text({ placeholder: 'e.g. +12065550100', description: 'With country code' }),
			mobileNumber,
		),
	}),
);

export const resend = defineOperation({
	resource: 'lineItem',
	value: 'resend',
	name: 'Resend',
	action: 'Resend a line item',
	description:
		'Send a reward to its recipient again, or to a mended address; once in 30 seconds. It is not paid again.',
	changes: true,
	fields: {
		referenceLineItemID: lineItem(),
		...RESEND_REASON,
		additionalFields: NEW,
		options: REQUEST_OPTIONS,
	},
	execute: async ({ referenceLineItemID, reasonCode, otherReason, additionalFields }, { tango, call }) => {
		const body = { ...additionalFields, reasonCode, otherReason };
		const { raw, attempts, requestId } = await tango.lineItems.resend({ referenceLineItemID }, body, call);
		return { referenceLineItemID, ...dataObject(raw), attempts, requestId };
	},
});
