import { ENDPOINTS } from '../../core';
import { choice } from '../../n8n/fields/choices';
import { text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
import { ofCustomers } from './ofCustomers';
import { accountOutput } from './output';

export const getManyAccounts = defineListOperation({
	resource: 'account',
	action: 'Get many accounts',
	description: 'Get a list of accounts with their balances',
	filters: {
		customerIdentifier: text(),
		displayName: text(),
		status: choice(
			{
				ACTIVE: 'Active',
				DELETED: 'Deleted',
				DISABLED: 'Disabled',
				FROZEN: 'Frozen',
				INACTIVE: 'Inactive',
			},
			{ default: 'ACTIVE' },
		),
	},
	find: async ({ customerIdentifier, ...query }, limit, item) => {
		const { tango, call } = item;
		if (!customerIdentifier) {
			const accounts = await tango.list(ENDPOINTS.listAccounts, { query }, limit, call);
			return (await ofCustomers(accounts, item)).map((account) => ({ account, known: {} }));
		}
		const request = { path: { customerIdentifier }, query };
		const accounts = await tango.list(ENDPOINTS.listCustomerAccounts, request, limit, call);
		return accounts.map((account) => ({ account, known: { customerIdentifier } }));
	},
	output: ({ account, known }, simplify) => accountOutput(account, simplify, known),
});
