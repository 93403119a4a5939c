import { choice, flag } from '../../n8n/fields/choices';
import { furtherFields } from '../../n8n/fields/collection';
import { DELIVERY_METHODS } from '../../n8n/fields/deliveryMethods';
import type { Field } from '../../n8n/fields/field';
import { orNone } from '../../n8n/fields/locator';
import { account, customer, emailTemplate, reward } from '../../n8n/fields/locators';
import { day } from '../../n8n/fields/moment';
import { amount, number } from '../../n8n/fields/numbers';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { optionsWith } from '../../n8n/fields/requestOptions';
import { checked, noHtml, only } from '../../n8n/fields/signs';
import { email, jsonObject, text } from '../../n8n/fields/text';
import { LIMIT_FIELDS } from './limits.fields';
import { INCLUDE_NEW_CREDENTIALS } from './order.fields';
import { RECIPIENT_FIELDS } from './recipient.fields';
import { REFERENCE_FIELDS } from './reference.fields';
import { TOOL_FIELDS } from './tool.fields';

export const ADDITIONAL_FIELDS = {
	campaign: checked(
		text({ description: 'Up to 100 letters, digits and spaces' }, { max: 100 }),
		only(/[a-zA-Z0-9 ]/, 'letters A to Z, digits and spaces'),
	),
	emailSubject: checked(
		text({ description: 'The first line of the email; without it the template’s' }),
		noHtml,
	),
	etid: orNone(
		emailTemplate({
			description:
				'The template of the email or text message. Without one Tango takes the default of the account, else that of the customer, else your platform’s, else its own (E000000).',
		}),
	),
	expirationDate: day({ description: 'The day on which the reward ends. Only for Promo Links.' }),
	message: checked(text({ rows: 3, description: 'The text in the email' }, { max: 1024 }), noHtml),
	notes: checked(
		text(
			{ description: 'For your own use, up to 150 characters; the recipient does not see them' },
			{ max: 150 },
		),
		noHtml,
	),
	ptid: text(
		{
			displayName: 'Printed Reward Template ID',
			placeholder: 'e.g. P000001',
			description: 'The template of printed reward links (PTID). Only for those.',
		},
		{ like: [/^[pP]\d+$/, 'must be the letter P and digits, such as P000001'] },
	),
	purchaseOrderNumber: checked(text({ description: 'Your own number of the purchase' }), noHtml),
	senderEmail: email({ description: 'The address of whom the reward is from' }),
	senderFirstName: checked(
		text({ description: 'The first name of whom the reward is from' }, { kind: 'name', max: 100 }),
		noHtml,
	),
	senderLastName: checked(
		text({ description: 'The last name of whom the reward is from' }, { kind: 'name', max: 100 }),
		noHtml,
	),
};

/** Of single orders only. */
const OWN_FIELDS = {
	customFields: jsonObject({
		description: 'Fields that were set up for your account at Tango, as a JSON object',
	}),
};

export const CHECK_BALANCE = flag({
	default: false,
	description:
		'Whether to look first if the accounts can pay for all items, and to order nothing if they cannot',
});

const OPTIONS = {
	checkBalance: CHECK_BALANCE,
	concurrency: number({
		default: 100,
		minValue: 1,
		check: () => undefined,
		description:
			'The most items that are under way at the same time. Without this option there are as many as the requests per second of the credential need, at most 100.',
	}),
	...INCLUDE_NEW_CREDENTIALS,
};

/** A model may choose how Tango delivers, but not that nobody does: the reward's code would be all that there is of it. */
function byTango<Method extends string>(method: Field<Method>): Field<Method> {
	const handedOver: ReadonlySet<unknown> = new Set(['NONE', 'EMBEDDED', 'EMBEDDED_COMPONENT']);
	return { ...method, isOfAuthor: (value) => handedOver.has(value) };
}

/** What is ordered, for whom and within which limits; also of the rows of a Bulk Order. */
export const REWARD_FIELDS = {
	customerIdentifier: customer(),
	accountIdentifier: account(),
	utid: reward(),
	amount: amount({ description: 'The value of the reward, in the reward’s own currency' }),
	deliveryMethod: byTango(
		choice(DELIVERY_METHODS, { default: 'EMAIL', description: 'How the recipient gets the reward' }),
	),
	...RECIPIENT_FIELDS,
	...REFERENCE_FIELDS,
	...TOOL_FIELDS,
	...LIMIT_FIELDS,
};

/** The fields of Create and Preview. Limits: Tango's CreateOrderCriteria. */
export const CREATE_FIELDS = {
	...REWARD_FIELDS,
	simplify: SIMPLIFY,
	additionalFields: furtherFields({ ...ADDITIONAL_FIELDS, ...OWN_FIELDS }),
	options: optionsWith(OPTIONS),
};
