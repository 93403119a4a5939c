import { z } from 'zod/v4';
import { ENDPOINTS, readRecord } from '../../core';
import { optionsField } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { dataObject } from '../../n8n/run/output';
import { displayName, identifier, requestOptions } from '../../n8n/fields/params';

export const createCustomer = defineOperation({
	resource: 'customer',
	value: 'create',
	name: 'Create',
	action: 'Create a customer',
	description: 'Create a customer (a group in the Tango portal). It cannot be deleted again.',
	properties: [
		{
			displayName: 'Customer ID',
			name: 'customerIdentifier',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. acme-rewards',
			description: 'Your own identifier: 5 to 100 letters, digits or hyphens',
		},
		{
			displayName: 'Display Name',
			name: 'displayName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Acme Rewards',
			description: 'The name in the Tango portal: 5 to 100 characters',
		},
		optionsField(),
	],
	params: z.object({ customerIdentifier: identifier, displayName, options: z.looseObject(requestOptions) }),
	execute: async ({ customerIdentifier, displayName }, { tango, call }) => {
		const body = { customerIdentifier, displayName };
		const { json } = await tango.send(ENDPOINTS.createCustomer, { body }, call);
		return dataObject({ ...body, ...readRecord(json) });
	},
});
