import { z } from 'zod/v4';
import { ENDPOINTS, readOrder } from '../../core';
import { optionsField, RETURN_ALL_FIELDS, SIMPLIFY_FIELD } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { listParams, optionalText, requestOptions } from '../../n8n/fields/params';
import { orderOutput } from './orderOutput';

export const getMany = defineOperation({
	resource: 'order',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many orders',
	description: 'Get a list of orders. Tango gives at most 10,000, over at most 100 days.',
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
				{ displayName: 'Account ID', name: 'accountIdentifier', type: 'string', default: '' },
				{ displayName: 'Campaign', name: 'campaign', type: 'string', default: '' },
				{ displayName: 'Customer ID', name: 'customerIdentifier', type: 'string', default: '' },
				{ displayName: 'End Date', name: 'endDate', type: 'dateTime', default: '' },
				{ displayName: 'External Reference ID', name: 'externalRefID', type: 'string', default: '' },
				{
					displayName: 'Order Status',
					name: 'orderStatus',
					type: 'options',
					default: 'COMPLETE',
					options: [
						{ name: 'Cancelled', value: 'CANCELLED' },
						{ name: 'Complete', value: 'COMPLETE' },
						{ name: 'Failed', value: 'FAILED' },
						{ name: 'On Hold', value: 'ON_HOLD' },
						{ name: 'Partial', value: 'PARTIAL' },
						{ name: 'Pending', value: 'PENDING' },
						{ name: 'Queued', value: 'QUEUED' },
					],
				},
				{
					displayName: 'Recipient Email',
					name: 'recipientEmail',
					type: 'string',
					placeholder: 'name@email.com',
					default: '',
				},
				{ displayName: 'Start Date', name: 'startDate', type: 'dateTime', default: '' },
				{ displayName: 'UTID', name: 'utid', type: 'string', default: '', placeholder: 'e.g. U666425' },
			],
		},
		optionsField(),
	],
	params: z.object({
		...listParams,
		filters: z
			.object({
				accountIdentifier: optionalText,
				campaign: optionalText,
				customerIdentifier: optionalText,
				endDate: optionalText,
				externalRefID: optionalText,
				orderStatus: optionalText,
				recipientEmail: optionalText,
				startDate: optionalText,
				utid: optionalText,
			})
			.prefault({}),
		options: z.looseObject(requestOptions),
	}),
	execute: async ({ returnAll, limit, simplify, filters }, { tango, call }) => {
		const wanted = returnAll ? Infinity : limit;
		const orders = await tango.list(ENDPOINTS.listOrders, { query: filters }, wanted, call);
		return orders.map((order) =>
			orderOutput(readOrder(order), { simplify, includeRewardCredentials: false }),
		);
	},
});
