import type { INodeProperties } from 'n8n-workflow';
import {
	ACCOUNT_FIELD,
	CUSTOMER_FIELD,
	optionsField,
	REWARD_FIELD,
	SIMPLIFY_FIELD,
} from '../../n8n/fields/shared';

const RECIPIENT_FIELDS: INodeProperties[] = [
	{
		displayName: 'Recipient Email',
		name: 'recipientEmail',
		type: 'string',
		placeholder: 'name@email.com',
		default: '',
		displayOptions: { show: { deliveryMethod: ['EMAIL', 'NONE', 'PHONE', 'WHATSAPP'] } },
		description: 'Where the reward is sent to; required when it is delivered by email',
	},
	{
		displayName: 'Recipient First Name',
		name: 'recipientFirstName',
		type: 'string',
		default: '',
		description: 'Required unless you deliver the reward yourself',
	},
	{
		displayName: 'Recipient Last Name',
		name: 'recipientLastName',
		type: 'string',
		default: '',
	},
	{
		displayName: 'Recipient Mobile Number',
		name: 'recipientMobileNumber',
		type: 'string',
		placeholder: 'e.g. +12065550100',
		default: '',
		displayOptions: { show: { deliveryMethod: ['PHONE', 'WHATSAPP'] } },
		description: 'With country code; text messages work for US and Canadian numbers',
	},
	{
		displayName: 'Recipient Address',
		name: 'recipientAddress',
		type: 'collection',
		placeholder: 'Add address field',
		default: {},
		displayOptions: { show: { deliveryMethod: ['ADDRESS'] } },
		options: [
			{ displayName: 'City', name: 'city', type: 'string', default: '' },
			{ displayName: 'Company Name', name: 'companyName', type: 'string', default: '' },
			{
				displayName: 'Country',
				name: 'country',
				type: 'string',
				default: '',
				placeholder: 'e.g. US',
				description: 'Two-letter country code',
			},
			{ displayName: 'Postal Code', name: 'postalCode', type: 'string', default: '' },
			{ displayName: 'State or Province', name: 'stateOrProvince', type: 'string', default: '' },
			{ displayName: 'Street Line 1', name: 'streetLine1', type: 'string', default: '' },
			{ displayName: 'Street Line 2', name: 'streetLine2', type: 'string', default: '' },
		],
	},
];

const REFERENCE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Reference Source',
		name: 'referenceSource',
		type: 'options',
		default: 'businessKey',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'One reference per execution and item. It survives every retry of that execution, but not a second run; a sub-workflow is run anew whenever its parent is retried, so use a business key there.',
			},
			{
				name: 'Business Key (Recommended)',
				value: 'businessKey',
				description: 'A value of your own that exists once per reward. It survives everything.',
			},
			{
				name: 'Payload',
				value: 'payload',
				description:
					'Made from recipient, reward and amount: an equal reward within the same scope counts as the same one and is not paid again',
			},
		],
		description: 'What keeps this reward from being paid twice',
	},
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.responseId }}',
		displayOptions: { show: { referenceSource: ['businessKey'] } },
		description:
			'A value that exists once per reward, such as the survey response ID. The same reference never pays twice.',
	},
	{
		displayName: 'Reference Scope',
		name: 'referenceScope',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-11 or Autumn Survey',
		displayOptions: { show: { referenceSource: ['payload'] } },
		description:
			'What these rewards are for. Within one scope the same person gets the same reward only as often as it occurs in one run.',
	},
];

const ADDITIONAL_FIELDS: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Campaign',
			name: 'campaign',
			type: 'string',
			default: '',
			description: 'Up to 100 letters, digits and spaces',
		},
		{
			displayName: 'Custom Fields',
			name: 'customFields',
			type: 'json',
			default: '{}',
			description: 'Fields that were set up for your account at Tango, as a JSON object',
		},
		{ displayName: 'Email Subject', name: 'emailSubject', type: 'string', default: '' },
		{
			displayName: 'Email Template ID',
			name: 'etid',
			type: 'string',
			default: '',
			placeholder: 'e.g. E000000',
			description: 'The template that the email uses (ETID)',
		},
		{
			displayName: 'Expiration Date',
			name: 'expirationDate',
			type: 'dateTime',
			default: '',
			description: 'Only for Promo Links',
		},
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			description: 'The text in the email',
		},
		{
			displayName: 'Notes',
			name: 'notes',
			type: 'string',
			default: '',
			description: 'For your own use; the recipient does not see them',
		},
		{ displayName: 'Purchase Order Number', name: 'purchaseOrderNumber', type: 'string', default: '' },
		{
			displayName: 'Sender Email',
			name: 'senderEmail',
			type: 'string',
			placeholder: 'name@email.com',
			default: '',
		},
		{ displayName: 'Sender First Name', name: 'senderFirstName', type: 'string', default: '' },
		{ displayName: 'Sender Last Name', name: 'senderLastName', type: 'string', default: '' },
	],
};

const OPTIONS = optionsField([
	{
		displayName: 'Check Balance',
		name: 'checkBalance',
		type: 'boolean',
		default: false,
		description:
			'Whether to look first if the accounts can pay for all items, and to order nothing if they cannot',
	},
	{
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 4,
		description:
			'How many items are worked on at the same time. The requests per second of the credential always hold.',
	},
	{
		displayName: 'Include Reward Credentials',
		name: 'includeRewardCredentials',
		type: 'boolean',
		default: false,
		description:
			'Whether to output the reward’s code, link or PIN. Without this option they are output only when the delivery method is None.',
	},
	{
		displayName: 'Maximum Amount',
		name: 'maximumAmount',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 100,
		description: 'No order above this amount is placed',
	},
	{
		displayName: 'Maximum Total',
		name: 'maximumTotal',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1000,
		description: 'Nothing is ordered when all items of this run together come to more than this',
	},
]);

export const CREATE_FIELDS: INodeProperties[] = [
	CUSTOMER_FIELD,
	ACCOUNT_FIELD,
	REWARD_FIELD,
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'number',
		typeOptions: { numberPrecision: 2, minValue: 0 },
		default: 0,
		required: true,
		description: 'The value of the reward, in the reward’s own currency',
	},
	{
		displayName: 'Delivery Method',
		name: 'deliveryMethod',
		type: 'options',
		default: 'EMAIL',
		options: [
			{ name: 'Address', value: 'ADDRESS', description: 'Sent by post' },
			{ name: 'Email', value: 'EMAIL', description: 'Tango sends the reward by email' },
			{ name: 'Embedded', value: 'EMBEDDED' },
			{ name: 'Embedded Component', value: 'EMBEDDED_COMPONENT' },
			{ name: 'None', value: 'NONE', description: 'You deliver the reward yourself' },
			{ name: 'Phone', value: 'PHONE', description: 'Sent as a text message' },
			{ name: 'WhatsApp', value: 'WHATSAPP' },
		],
		description: 'How the recipient gets the reward',
	},
	...RECIPIENT_FIELDS,
	...REFERENCE_FIELDS,
	SIMPLIFY_FIELD,
	ADDITIONAL_FIELDS,
	OPTIONS,
];
