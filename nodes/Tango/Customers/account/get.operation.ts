import { z } from 'zod/v4';
import { ENDPOINTS, readRecord } from '../../core';
import { ACCOUNT_FIELD, optionsField, SIMPLIFY_FIELD } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { identifier, requestOptions } from '../../n8n/fields/params';
import { accountOutput } from './output';

export const getAccount = defineOperation({
	resource: 'account',
	value: 'get',
	name: 'Get',
	action: 'Get an account',
	description: 'Get an account with its balance',
	properties: [ACCOUNT_FIELD, SIMPLIFY_FIELD, optionsField()],
	params: z.object({
		accountIdentifier: identifier,
		simplify: z.boolean(),
		options: z.looseObject(requestOptions),
	}),
	execute: async ({ accountIdentifier, simplify }, { tango, call }) => {
		const { json } = await tango.send(ENDPOINTS.getAccount, { path: { accountIdentifier } }, call);
		return accountOutput(readRecord(json), simplify);
	},
});
