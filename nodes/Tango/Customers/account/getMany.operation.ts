import { ENDPOINTS } from '../../core';
import { choice } from '../../n8n/fields/choices';
import { text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
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
	find: async ({ customerIdentifier, ...query }, limit, { tango, call }) =>
		customerIdentifier
			? await tango.list(ENDPOINTS.listCustomerAccounts, { path: { customerIdentifier }, query }, limit, call)
			: await tango.list(ENDPOINTS.listAccounts, { query }, limit, call),
	output: accountOutput,
});
