import { choice } from '../../n8n/fields/choices';
import { furtherFields } from '../../n8n/fields/collection';
import { DELIVERY_METHODS } from '../../n8n/fields/deliveryMethods';
import { ofAuthor } from '../../n8n/fields/field';
import { orNone } from '../../n8n/fields/locator';
import { emailTemplate } from '../../n8n/fields/locators';
import { checked } from '../../n8n/fields/signs';
import { email, text } from '../../n8n/fields/text';
import { mobileNumber } from './recipient.fields';

/* What is to be another than before when a reward is sent again. No model says where a reward goes. */

const { EMAIL, NONE, PHONE, WHATSAPP } = DELIVERY_METHODS;

const FIELDS = {
	newDeliveryMethod: choice(
		{ EMAIL, NONE, PHONE, WHATSAPP },
		{ default: 'EMAIL', description: 'How it is sent this time; the reward must allow it' },
	),
	newEmail: email({ description: 'Where it is sent this time, such as the address without the mistake' }),
	newEtid: orNone(
		emailTemplate({
			displayName: 'New Email Template',
			description: 'The template of the email or text message this time; without one it is the one of before',
		}),
	),
};

const MOBILE_NUMBER = checked(
	text({
		displayName: 'New Mobile Number',
		placeholder: 'e.g. +12065550100',
		description: 'With country code',
	}),
	mobileNumber,
);

/** Of orders Tango calls the number `newMobile`, of line items `newMobileNumber`. */
export const RESEND_ORDER = ofAuthor(furtherFields({ ...FIELDS, newMobile: MOBILE_NUMBER }));
export const RESEND_LINE_ITEM = ofAuthor(furtherFields({ ...FIELDS, newMobileNumber: MOBILE_NUMBER }));
