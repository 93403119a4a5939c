import { ENDPOINTS, readRecord } from '../../core';
import { displayName, newIdentifier } from '../../n8n/fields/identifiers';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { checked, only } from '../../n8n/fields/signs';
import { defineOperation } from '../../n8n/run/operation';
import { dataObject } from '../../n8n/run/output';

export const createCustomer = defineOperation({
	resource: 'customer',
	value: 'create',
	name: 'Create',
	action: 'Create a customer',
	description: 'Create a customer (a group in the Tango portal). It cannot be deleted again.',
	changes: true,
	fields: {
		customerIdentifier: newIdentifier({ placeholder: 'e.g. acme-rewards' }),
		// i18nKey 422.122
		displayName: checked(
			displayName({ placeholder: 'e.g. Acme Rewards' }),
			only(/[\p{L}\p{N}\p{P}\p{Z}]/u, 'letters, digits, punctuation and spaces'),
		),
		options: REQUEST_OPTIONS,
	},
	execute: async ({ customerIdentifier, displayName }, { tango, call }) => {
		const body = { customerIdentifier, displayName };
		const { json } = await tango.send(ENDPOINTS.createCustomer, { body }, call);
		return dataObject({ ...body, ...readRecord(json) });
	},
});
