import { ENDPOINTS, readRecord } from '../../core';
import { choice } from '../../n8n/fields/choices';
import { furtherFields } from '../../n8n/fields/collection';
import { newIdentifier } from '../../n8n/fields/identifiers';
import { customer } from '../../n8n/fields/locators';
import { emails } from '../../n8n/fields/many';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { checked, noHtml } from '../../n8n/fields/signs';
import { ACCOUNT_CURRENCIES } from '../../n8n/fields/statuses';
import { mandatoryEmail, mandatoryText } from '../../n8n/fields/text';
import { defineOperation } from '../../n8n/run/operation';
import { dataObject } from '../../n8n/run/output';
import { asContacts } from '../../n8n/run/contacts';

export const createAccount = defineOperation({
	resource: 'account',
	value: 'create',
	name: 'Create',
	action: 'Create an account',
	description: 'Create an account of a customer. Orders are charged to accounts.',
	changes: true,
	fields: {
		customerIdentifier: customer(),
		accountIdentifier: newIdentifier({ placeholder: 'e.g. acme-usd' }),
		displayName: checked(
			mandatoryText({ placeholder: 'e.g. Acme US Dollars', description: 'The name in the Tango portal' }),
			noHtml,
		),
		contactEmail: mandatoryEmail({ description: 'Who Tango writes to about this account' }),
		additionalFields: furtherFields({
			currencyCode: choice(ACCOUNT_CURRENCIES, {
				displayName: 'Currency',
				default: 'USD',
				description: 'The currency of the account. It can never be changed.',
			}),
			fundingNotification: emails({
				description: 'Who is told when money comes in: addresses with commas between them',
			}),
		}),
		options: REQUEST_OPTIONS,
	},
	execute: async (params, { tango, call }) => {
		const { customerIdentifier, accountIdentifier, displayName, contactEmail, additionalFields } = params;
		const { currencyCode } = additionalFields;
		const fundingNotification = asContacts(additionalFields.fundingNotification);
		const body = { accountIdentifier, displayName, contactEmail, currencyCode, fundingNotification };
		const { json } = await tango.send(ENDPOINTS.createAccount, { path: { customerIdentifier }, body }, call);
		return dataObject({ ...body, customerIdentifier, ...readRecord(json) });
	},
});
