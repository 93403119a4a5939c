import { choice } from '../../n8n/fields/choices';
import { furtherFields } from '../../n8n/fields/collection';
import { ofAuthor, type Field } from '../../n8n/fields/field';
import { amount } from '../../n8n/fields/numbers';
import { ADDITIONAL_FIELDS } from '../order/create.fields';
import { LISTED_METHODS } from '../order/order.menus';
import { RECIPIENT_FIELDS } from '../order/recipient.fields';

const { recipientEmail, recipientFirstName, recipientLastName, recipientMobileNumber } = RECIPIENT_FIELDS;

const { BULKDIGITAL, EMAIL, EMBEDDED, EMBEDDED_COMPONENT, NONE, PHONE, WHATSAPP } = LISTED_METHODS;
const METHODS = { BULKDIGITAL, EMAIL, EMBEDDED, EMBEDDED_COMPONENT, NONE, PHONE, WHATSAPP };

/** What is to be another than before; the rest stays as it was. No model says who gets how much. */
export const REISSUE_FIELDS = ofAuthor(
	furtherFields({
		amount: amount({ description: 'The value of the new reward, in the reward’s own currency' }),
		deliveryMethod: choice(METHODS, {
			default: 'EMAIL',
			description: 'How the recipient gets the new reward; the reward must allow it',
		}),
		notes: ADDITIONAL_FIELDS.notes,
		recipientEmail: anew(recipientEmail, 'The address, where it is another than before'),
		recipientFirstName: anew(recipientFirstName, 'The first name, where it is another than before'),
		recipientLastName: anew(recipientLastName, 'The last name, where it is another than before'),
		recipientMobileNumber: anew(recipientMobileNumber, 'With country code, where it is another than before'),
	}),
);

function anew<T>(field: Field<T>, description: string): Field<T> {
	return { ...field, form: { ...field.form, description } };
}
