import { z } from 'zod/v4';
import { ENDPOINTS, readRecord } from '../../core';
import { CUSTOMER_FIELD, optionsField } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { dataObject } from '../../n8n/run/output';
import { displayName, email, identifier, requestOptions } from '../../n8n/fields/params';

const CURRENCIES = ['AUD', 'CAD', 'EUR', 'GBP', 'MXN', 'PLN', 'SGD', 'USD'] as const;

export const createAccount = defineOperation({
	resource: 'account',
	value: 'create',
	name: 'Create',
	action: 'Create an account',
	description: 'Create an account of a customer. Orders are charged to accounts.',
	properties: [
		CUSTOMER_FIELD,
		{
			displayName: 'Account ID',
			name: 'accountIdentifier',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. acme-usd',
			description: 'Your own identifier: 5 to 100 letters, digits or hyphens',
		},
		{
			displayName: 'Display Name',
			name: 'displayName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Acme US Dollars',
			description: 'The name in the Tango portal: 5 to 100 characters',
		},
		{
			displayName: 'Contact Email',
			name: 'contactEmail',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'name@email.com',
			description: 'Who Tango writes to about this account',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Currency',
					name: 'currencyCode',
					type: 'options',
					default: 'USD',
					options: CURRENCIES.map((code) => ({ name: code, value: code })),
					description: 'The currency of the account. It can never be changed.',
				},
			],
		},
		optionsField(),
	],
	params: z.object({
		customerIdentifier: identifier,
		accountIdentifier: identifier,
		displayName,
		contactEmail: email,
		additionalFields: z
			.looseObject({
				currencyCode: z
					.enum(CURRENCIES, { error: 'is not a currency that Tango has accounts in' })
					.optional(),
			})
			.prefault({}),
		options: z.looseObject(requestOptions),
	}),
	execute: async (params, { tango, call }) => {
		const { customerIdentifier, accountIdentifier, displayName, contactEmail, additionalFields } = params;
		const { currencyCode } = additionalFields;
		const body = { accountIdentifier, displayName, contactEmail, currencyCode };
		const { json } = await tango.send(ENDPOINTS.createAccount, { path: { customerIdentifier }, body }, call);
		return dataObject({ ...body, customerIdentifier, ...readRecord(json) });
	},
});
