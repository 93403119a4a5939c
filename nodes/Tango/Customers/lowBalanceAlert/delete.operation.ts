import { ENDPOINTS, readRecord } from '../../core';
import { lowBalanceAlert } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { pick } from '../../n8n/run/output';
import { OF_ACCOUNT } from './alert.fields';

export const deleteAlert = defineOperation({
	resource: 'lowBalanceAlert',
	value: 'delete',
	name: 'Delete',
	action: 'Delete a low balance alert',
	description: 'Take an alert off an account, so that nobody is told any more',
	changes: true,
	fields: { ...OF_ACCOUNT, balanceAlertID: lowBalanceAlert(), options: REQUEST_OPTIONS },
	execute: async ({ customerIdentifier, accountIdentifier, balanceAlertID }, { tango, call }) => {
		const path = { customerIdentifier, accountIdentifier, balanceAlertID };
		const { json } = await tango.send(ENDPOINTS.deleteAlert, { path }, call);
		return { deleted: true, balanceAlertID, ...pick(readRecord(json), ['status']) };
	},
});
