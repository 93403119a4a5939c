import { ENDPOINTS, readRecord } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { emails } from '../../n8n/fields/many';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { asContacts } from '../../n8n/run/contacts';
import { alertName, OF_ACCOUNT, threshold } from './alert.fields';
import { alertOutput } from './output';

export const createAlert = defineOperation({
	resource: 'lowBalanceAlert',
	value: 'create',
	name: 'Create',
	action: 'Create a low balance alert',
	description: 'Have Tango tell somebody when the balance of an account falls below an amount',
	changes: true,
	fields: {
		...OF_ACCOUNT,
		balanceAlertDisplayName: alertName,
		balanceAlertThreshold: threshold,
		balanceAlertNotification: emails({
			displayName: 'Email Addresses',
			description: 'Who is told, with commas between them',
		}),
		simplify: SIMPLIFY,
		options: REQUEST_OPTIONS,
	},
	execute: async (params, { tango, call }) => {
		const { customerIdentifier, accountIdentifier, simplify } = params;
		const { balanceAlertDisplayName, balanceAlertThreshold } = params;
		const balanceAlertNotification = asContacts(params.balanceAlertNotification);
		const body = { balanceAlertDisplayName, balanceAlertThreshold, balanceAlertNotification };
		const path = { customerIdentifier, accountIdentifier };
		const { json } = await tango.send(ENDPOINTS.createAlert, { path, body }, call);
		return alertOutput(readRecord(json), simplify);
	},
});
