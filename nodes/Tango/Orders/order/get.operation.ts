import { z } from 'zod/v4';
import { ENDPOINTS, readOrder } from '../../core';
import { optionsField, SIMPLIFY_FIELD } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { requestOptions, requiredText } from '../../n8n/fields/params';
import { orderOutput } from './orderOutput';

export const get = defineOperation({
	resource: 'order',
	value: 'get',
	name: 'Get',
	action: 'Get an order',
	description: 'Get an order by the number that Tango gave it',
	properties: [
		{
			displayName: 'Order ID',
			name: 'referenceOrderID',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. RA261122-1401-64',
			description: 'The number that Tango gave the order (referenceOrderID)',
		},
		SIMPLIFY_FIELD,
		optionsField([
			{
				displayName: 'Include Reward Credentials',
				name: 'includeRewardCredentials',
				type: 'boolean',
				default: false,
				description: 'Whether to output the reward’s code, link or PIN',
			},
		]),
	],
	params: z.object({
		referenceOrderID: requiredText,
		simplify: z.boolean(),
		options: z.looseObject({ ...requestOptions, includeRewardCredentials: z.boolean().default(false) }),
	}),
	execute: async ({ referenceOrderID, simplify, options }, { tango, call }) => {
		const { json } = await tango.send(ENDPOINTS.getOrder, { path: { referenceOrderID } }, call);
		const { includeRewardCredentials } = options;
		return orderOutput(readOrder(json), { simplify, includeRewardCredentials });
	},
});
