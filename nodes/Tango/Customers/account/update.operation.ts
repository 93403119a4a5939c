import { ENDPOINTS, readRecord } from '../../core';
import { updateCollection } from '../../n8n/fields/collection';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { account, customer } from '../../n8n/fields/locators';
import { newEmails } from '../../n8n/fields/many';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { checked, noHtml } from '../../n8n/fields/signs';
import { mandatoryEmail, mandatoryText } from '../../n8n/fields/text';
import { defineOperation } from '../../n8n/run/operation';
import { asContacts } from '../../n8n/run/contacts';
import { accountOutput } from './output';

export const updateAccount = defineOperation({
	resource: 'account',
	value: 'update',
	name: 'Update',
	action: 'Update an account',
	description: 'Change the name of an account, or who is told about it. What is not added stays as it is.',
	changes: true,
	fields: {
		customerIdentifier: customer(),
		accountIdentifier: account(),
		simplify: SIMPLIFY,
		updateFields: updateCollection({
			contactEmail: mandatoryEmail({ description: 'Who Tango writes to about this account' }),
			displayName: checked(mandatoryText({ description: 'The name in the Tango portal' }), noHtml),
			fundingNotification: newEmails(),
		}),
		options: REQUEST_OPTIONS,
	},
	execute: async ({ customerIdentifier, accountIdentifier, simplify, updateFields }, { tango, call }) => {
		const body = { ...updateFields, fundingNotification: asContacts(updateFields.fundingNotification) };
		const path = { customerIdentifier, accountIdentifier };
		const { json } = await tango.send(ENDPOINTS.updateAccount, { path, body }, call);
		return accountOutput(readRecord(json), simplify, { customerIdentifier });
	},
});
