import { choice, flag } from '../../n8n/fields/choices';
import { collection } from '../../n8n/fields/collection';
import { account, customer, reward } from '../../n8n/fields/locators';
import { day } from '../../n8n/fields/moment';
import { amount, moneyLimit, number } from '../../n8n/fields/numbers';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { showWhen, type Look } from '../../n8n/fields/field';
import { optionsWith } from '../../n8n/fields/requestOptions';
import { email, jsonObject, text } from '../../n8n/fields/text';
import { REFERENCE_FIELDS } from './reference.fields';

/** i18nKey 422.111: Tango refuses texts with characters that could be HTML. */
function name(look: Look = {}) {
	return text(look, { kind: 'name', max: 100, like: [/^[^<>/]*$/, 'must not hold <, > or /'] });
}

const RECIPIENT_FIELDS = {
	recipientEmail: showWhen(
		{ deliveryMethod: ['EMAIL', 'NONE', 'PHONE', 'WHATSAPP'] },
		email({ description: 'Where the reward is sent to; required when it is delivered by email' }),
	),
	recipientFirstName: name({ description: 'Required unless you deliver the reward yourself' }),
	recipientLastName: name(),
	recipientMobileNumber: showWhen(
		{ deliveryMethod: ['PHONE', 'WHATSAPP'] },
		text(
			{
				placeholder: 'e.g. +12065550100',
				description: 'With country code; text messages work for US and Canadian numbers',
			},
			{ like: [/^\+\d{1,15}$/, 'must be + and up to 15 digits, such as +12065550100'] },
		),
	),
	recipientAddress: showWhen(
		{ deliveryMethod: ['ADDRESS'] },
		collection('Add address field', {
			companyName: text(),
			streetLine1: text({ displayName: 'Street Line 1' }, { max: 200 }),
			streetLine2: text({ displayName: 'Street Line 2' }, { max: 100 }),
			city: text({}, { max: 60 }),
			stateOrProvince: text({ displayName: 'State or Province' }, { max: 60 }),
			postalCode: text({}, { max: 12 }),
			country: text(
				{
					placeholder: 'e.g. US',
					description: 'Two-letter country code',
				},
				{ like: [/^[A-Za-z]{2}$/, 'must be a two-letter country code'] },
			),
		}),
	),
};

const ADDITIONAL_FIELDS = {
	campaign: text({ description: 'Up to 100 letters, digits and spaces' }, { max: 1024 }),
	customFields: jsonObject({
		description: 'Fields that were set up for your account at Tango, as a JSON object',
	}),
	emailSubject: text(),
	etid: text(
		{
			displayName: 'Email Template ID',
			placeholder: 'e.g. E000000',
			description: 'The template that the email uses (ETID)',
		},
		{ like: [/^[eE]\d{6}$/, 'must be the letter E and 6 digits, such as E000000'] },
	),
	expirationDate: day({ description: 'Only for Promo Links' }),
	message: text({ rows: 3, description: 'The text in the email' }, { max: 1024 }),
	notes: text({ description: 'For your own use; the recipient does not see them' }, { max: 1024 }),
	purchaseOrderNumber: text(),
	senderEmail: email(),
	senderFirstName: name(),
	senderLastName: name(),
};

const OPTIONS = {
	checkBalance: flag({
		default: false,
		description:
			'Whether to look first if the accounts can pay for all items, and to order nothing if they cannot',
	}),
	concurrency: number({
		default: 4,
		minValue: 1,
		check: () => undefined,
		description:
			'How many items are worked on at the same time. The requests per second of the credential always hold.',
	}),
	includeRewardCredentials: flag({
		default: false,
		description:
			'Whether to output the reward’s code, link or PIN. Without this option they are output only when the delivery method is None.',
	}),
	maximumAmount: moneyLimit({ default: 100, description: 'No order above this amount is placed' }),
	maximumTotal: moneyLimit({
		default: 1000,
		description: 'Nothing is ordered when all items of this run together come to more than this',
	}),
};

/** The fields of Create and Preview. Limits: Tango's CreateOrderCriteria. */
export const CREATE_FIELDS = {
	customerIdentifier: customer(),
	accountIdentifier: account(),
	utid: reward(),
	amount: amount({ description: 'The value of the reward, in the reward’s own currency' }),
	deliveryMethod: choice(
		{
			ADDRESS: { name: 'Address', description: 'Sent by post' },
			EMAIL: { name: 'Email', description: 'Tango sends the reward by email' },
			EMBEDDED: 'Embedded',
			EMBEDDED_COMPONENT: 'Embedded Component',
			NONE: { name: 'None', description: 'You deliver the reward yourself' },
			PHONE: { name: 'Phone', description: 'Sent as a text message' },
			WHATSAPP: 'WhatsApp',
		},
		{ default: 'EMAIL', description: 'How the recipient gets the reward' },
	),
	...RECIPIENT_FIELDS,
	...REFERENCE_FIELDS,
	simplify: SIMPLIFY,
	additionalFields: collection('Add Field', ADDITIONAL_FIELDS),
	options: optionsWith(OPTIONS),
};
