import { ENDPOINTS, readRecord } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { lowBalanceAlert } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { OF_ACCOUNT } from './alert.fields';
import { alertOutput } from './output';

export const getAlert = defineOperation({
	resource: 'lowBalanceAlert',
	value: 'get',
	name: 'Get',
	action: 'Get a low balance alert',
	description: 'Get an alert of an account',
	fields: {
		...OF_ACCOUNT,
		balanceAlertID: lowBalanceAlert(),
		simplify: SIMPLIFY,
		options: REQUEST_OPTIONS,
	},
	execute: async ({ customerIdentifier, accountIdentifier, balanceAlertID, simplify }, { tango, call }) => {
		const path = { customerIdentifier, accountIdentifier, balanceAlertID };
		const { json } = await tango.send(ENDPOINTS.getAlert, { path }, call);
		return alertOutput(readRecord(json), simplify);
	},
});
