import { z } from 'zod/v4';
import { ENDPOINTS } from '../../core';
import { optionsField, RETURN_ALL_FIELDS, SIMPLIFY_FIELD } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { listParams, optionalText, requestOptions } from '../../n8n/fields/params';
import { accountOutput } from './output';

export const getManyAccounts = defineOperation({
	resource: 'account',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many accounts',
	description: 'Get a list of accounts with their balances',
	properties: [
		...RETURN_ALL_FIELDS,
		SIMPLIFY_FIELD,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{ displayName: 'Customer ID', name: 'customerIdentifier', type: 'string', default: '' },
				{ displayName: 'Display Name', name: 'displayName', type: 'string', default: '' },
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					default: 'ACTIVE',
					options: [
						{ name: 'Active', value: 'ACTIVE' },
						{ name: 'Deleted', value: 'DELETED' },
						{ name: 'Disabled', value: 'DISABLED' },
						{ name: 'Frozen', value: 'FROZEN' },
						{ name: 'Inactive', value: 'INACTIVE' },
					],
				},
			],
		},
		optionsField(),
	],
	params: z.object({
		...listParams,
		filters: z
			.object({ customerIdentifier: optionalText, displayName: optionalText, status: optionalText })
			.prefault({}),
		options: z.looseObject(requestOptions),
	}),
	execute: async ({ returnAll, limit, simplify, filters }, { tango, call }) => {
		const { customerIdentifier, ...query } = filters;
		const wanted = returnAll ? Infinity : limit;
		const accounts = customerIdentifier
			? await tango.list(
					ENDPOINTS.listCustomerAccounts,
					{ path: { customerIdentifier }, query },
					wanted,
					call,
				)
			: await tango.list(ENDPOINTS.listAccounts, { query }, wanted, call);
		return accounts.map((account) => accountOutput(account, simplify));
	},
});
