import { ENDPOINTS, readRecord } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { account } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { ofCustomers } from './ofCustomers';
import { accountOutput } from './output';

export const getAccount = defineOperation({
	resource: 'account',
	value: 'get',
	name: 'Get',
	action: 'Get an account',
	description: 'Get an account with its balance',
	toolDescription:
		'Gets an account of the company: its name, currency and state, and the customer it belongs to.',
	holdsBalances: true,
	fields: { accountIdentifier: account(), simplify: SIMPLIFY, options: REQUEST_OPTIONS },
	execute: async ({ accountIdentifier, simplify }, item) => {
		const { tango, call } = item;
		const { json } = await tango.send(ENDPOINTS.getAccount, { path: { accountIdentifier } }, call);
		const [account = {}] = await ofCustomers([readRecord(json)], item);
		return accountOutput(account, simplify);
	},
});
