import { flag } from '../../n8n/fields/choices';
import { optional } from '../../n8n/fields/locator';
import { account, customer } from '../../n8n/fields/locators';
import { listOf } from '../../n8n/fields/many';
import { checked, noHtml } from '../../n8n/fields/signs';
import { mandatoryText, text, type TextRules } from '../../n8n/fields/text';
import type { Field } from '../../n8n/fields/field';
import { picture } from './picture.fields';

/** Where Tango puts which values in (Tango, create a new email template). */
const IN_TEXTS: TextRules = { tags: ['message', 'recipient_name', 'reward_name'] };
const IN_REWARD_TEXTS: TextRules = { tags: ['reward_name'] };

const TAGS_ADVICE =
	'Tango puts in {{message}}, {{recipient_name}} and {{reward_name}}; leave the field on Fixed for these.';

const COLOR: TextRules = {
	like: [/^#(?:[0-9a-f]{3}){1,2}$/i, 'must be # and 6 digits or letters a to f, such as #004488'],
};

/** Tango wants six digits, and only of an update takes three. */
function color(description: string): Field<string> {
	const { form, read } = mandatoryText({ default: '#004488', description }, COLOR);
	return {
		form: { ...form, type: 'color' },
		read: (given) => {
			const reading = read(given);
			if (!('value' in reading) || reading.value.length === 7) return reading;
			return { value: reading.value.replace(/[0-9a-f]/gi, '$&$&') };
		},
	};
}

/** What every template has. */
export const TEMPLATE_FIELDS = {
	name: checked(
		mandatoryText({
			placeholder: 'e.g. Thank you 2026',
			description: 'What the template is called in lists. No two of your platform’s have the same name.',
		}),
		noHtml,
	),
	fromName: checked(
		mandatoryText({
			placeholder: 'e.g. Acme Rewards',
			description: 'Who the email is from, as its recipient reads it',
		}),
		noHtml,
	),
	subject: checked(
		mandatoryText(
			{
				placeholder: 'e.g. Thank you for your time',
				description: 'The subject of the email. Tango puts in {{reward_name}}.',
			},
			IN_REWARD_TEXTS,
		),
		noHtml,
	),
	headerImage: picture({
		displayName: 'Header Image',
		description:
			'The picture at the top, 650 × 150 pixels: the name of the input field that holds it as a file, or the picture as Base64 text',
	}),
	headerImageAltText: checked(
		mandatoryText({
			displayName: 'Header Image Text',
			placeholder: 'e.g. Acme',
			description: 'What is read where the picture is not shown',
		}),
		noHtml,
	),
	accentColor: color('The colour of what stands out around the reward'),
	// 1,024 signs: Tango, update details for a specific email template.
	messageBody: checked(
		mandatoryText(
			{ rows: 5, description: `What the recipient reads first, up to 1,024 characters. ${TAGS_ADVICE}` },
			{ ...IN_TEXTS, max: 1024 },
		),
		noHtml,
	),
	closing: checked(
		mandatoryText({ rows: 3, description: `What stands below the reward. ${TAGS_ADVICE}` }, IN_TEXTS),
		noHtml,
	),
};

const OWN_TEXTS = {
	customerServiceMessage: checked(
		text(
			{
				rows: 3,
				description:
					'Where recipients get help from you. Without it Tango’s own support is named. Tango puts in {{reward_name}}.',
			},
			IN_REWARD_TEXTS,
		),
		noHtml,
	),
	smsMessageBody: checked(
		text(
			{
				displayName: 'Text Message',
				description:
					'What is sent by text message, up to 90 characters. Without it the template cannot be used for text messages.',
			},
			{ max: 90 },
		),
		noHtml,
	),
};

const SEVERAL = 'Several by ID with commas between them';

/** Who may use a template, and whose orders have it where they name none: each an entry of a list at Tango. */
const OWNERS = {
	accessPlatform: flag({
		displayName: 'Access: Whole Platform',
		default: true,
		description: 'Whether every customer and account may use the template',
	}),
	accessCustomers: listOf(
		optional(customer({ displayName: 'Access: Customers', description: `Who may use it. ${SEVERAL}.` })),
	),
	accessAccounts: listOf(
		optional(account({ displayName: 'Access: Accounts', description: `Which may use it. ${SEVERAL}.` })),
	),
	defaultPlatform: flag({
		displayName: 'Default: Whole Platform',
		default: true,
		description:
			'Whether orders without a template get this one, where neither their account nor their customer has a default',
	}),
	defaultCustomers: listOf(
		optional(
			customer({
				displayName: 'Default: Customers',
				description: `Whose orders get this one where they name none and the account has no default. ${SEVERAL}.`,
			}),
		),
	),
	defaultAccounts: listOf(
		optional(
			account({
				displayName: 'Default: Accounts',
				description: `Which accounts’ orders get this one where they name none. ${SEVERAL}.`,
			}),
		),
	),
};

/** What a template may have besides. */
export const MORE_FIELDS = { ...OWN_TEXTS, ...OWNERS };
