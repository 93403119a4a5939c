import { ENDPOINTS, readRecord } from '../../core';
import { updateCollection } from '../../n8n/fields/collection';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { lowBalanceAlert } from '../../n8n/fields/locators';
import { newEmails } from '../../n8n/fields/many';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { asContacts } from '../../n8n/run/contacts';
import { alertName, OF_ACCOUNT, threshold } from './alert.fields';
import { alertOutput } from './output';

export const updateAlert = defineOperation({
	resource: 'lowBalanceAlert',
	value: 'update',
	name: 'Update',
	action: 'Update a low balance alert',
	description: 'Change an alert of an account. What is not added stays as it is.',
	changes: true,
	fields: {
		...OF_ACCOUNT,
		balanceAlertID: lowBalanceAlert(),
		simplify: SIMPLIFY,
		updateFields: updateCollection({
			balanceAlertDisplayName: alertName,
			balanceAlertNotification: newEmails({ displayName: 'Email Addresses' }),
			balanceAlertThreshold: threshold,
		}),
		options: REQUEST_OPTIONS,
	},
	execute: async (params, { tango, call }) => {
		const { customerIdentifier, accountIdentifier, balanceAlertID, simplify, updateFields } = params;
		const balanceAlertNotification = asContacts(updateFields.balanceAlertNotification);
		const request = {
			path: { customerIdentifier, accountIdentifier, balanceAlertID },
			body: { ...updateFields, balanceAlertNotification },
		};
		const { json } = await tango.send(ENDPOINTS.updateAlert, request, call);
		return alertOutput(readRecord(json), simplify);
	},
});
