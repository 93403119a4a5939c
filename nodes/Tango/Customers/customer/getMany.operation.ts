import { z } from 'zod/v4';
import { ENDPOINTS } from '../../core';
import { optionsField, RETURN_ALL_FIELDS, SIMPLIFY_FIELD } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { listParams, optionalText, requestOptions } from '../../n8n/fields/params';
import { customerOutput } from './output';

export const getManyCustomers = defineOperation({
	resource: 'customer',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many customers',
	description: 'Get a list of customers',
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
				{ displayName: 'Display Name', name: 'displayName', type: 'string', default: '' },
				{ displayName: 'Status', name: 'status', type: 'string', default: '', placeholder: 'e.g. active' },
			],
		},
		optionsField(),
	],
	params: z.object({
		...listParams,
		filters: z.object({ displayName: optionalText, status: optionalText }).prefault({}),
		options: z.looseObject(requestOptions),
	}),
	execute: async ({ returnAll, limit, simplify, filters }, { tango, call }) => {
		const wanted = returnAll ? Infinity : limit;
		const customers = await tango.list(ENDPOINTS.listCustomers, { query: filters }, wanted, call);
		return customers.map((customer) => customerOutput(customer, simplify));
	},
});
