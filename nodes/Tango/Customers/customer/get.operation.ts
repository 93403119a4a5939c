import { z } from 'zod/v4';
import { ENDPOINTS, readRecord } from '../../core';
import { CUSTOMER_FIELD, optionsField, SIMPLIFY_FIELD } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { identifier, requestOptions } from '../../n8n/fields/params';
import { customerOutput } from './output';

export const getCustomer = defineOperation({
	resource: 'customer',
	value: 'get',
	name: 'Get',
	action: 'Get a customer',
	description: 'Get a customer and its accounts',
	properties: [CUSTOMER_FIELD, SIMPLIFY_FIELD, optionsField()],
	params: z.object({
		customerIdentifier: identifier,
		simplify: z.boolean(),
		options: z.looseObject(requestOptions),
	}),
	execute: async ({ customerIdentifier, simplify }, { tango, call }) => {
		const { json } = await tango.send(ENDPOINTS.getCustomer, { path: { customerIdentifier } }, call);
		return customerOutput(readRecord(json), simplify);
	},
});
