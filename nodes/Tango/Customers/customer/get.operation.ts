import { ENDPOINTS, readRecord } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { customer } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { customerOutput } from './output';

export const getCustomer = defineOperation({
	resource: 'customer',
	value: 'get',
	name: 'Get',
	action: 'Get a customer',
	description: 'Get a customer and its accounts',
	fields: { customerIdentifier: customer(), simplify: SIMPLIFY, options: REQUEST_OPTIONS },
	execute: async ({ customerIdentifier, simplify }, { tango, call }) => {
		const { json } = await tango.send(ENDPOINTS.getCustomer, { path: { customerIdentifier } }, call);
		return customerOutput(readRecord(json), simplify);
	},
});
