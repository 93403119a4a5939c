import { z } from 'zod/v4';
import { ACCOUNT_FIELD, optionsField, SIMPLIFY_FIELD } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { identifier, requestOptions, requiredText } from '../../n8n/fields/params';
import { orderOutput } from './orderOutput';
import { businessKeyReference } from '../../core';

export const findByReference = defineOperation({
	resource: 'order',
	value: 'findByReference',
	name: 'Find by Reference',
	action: 'Find an order by reference',
	description: 'See whether a reward was already ordered',
	properties: [
		ACCOUNT_FIELD,
		{
			displayName: 'Reference Type',
			name: 'referenceType',
			type: 'options',
			default: 'businessKey',
			options: [
				{
					name: 'Business Key',
					value: 'businessKey',
					description: 'The value that was given as Reference when the order was created',
				},
				{
					name: 'External Reference ID',
					value: 'externalRefID',
					description: 'The externalRefID as Tango and the output of Create show it',
				},
			],
		},
		{
			displayName: 'Reference',
			name: 'reference',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.responseId }}',
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
		accountIdentifier: identifier,
		referenceType: z.enum(['businessKey', 'externalRefID']),
		reference: requiredText,
		simplify: z.boolean(),
		options: z.looseObject({ ...requestOptions, includeRewardCredentials: z.boolean().default(false) }),
	}),
	execute: async ({ accountIdentifier, referenceType, reference, simplify, options }, { tango, call }) => {
		const externalRefID =
			referenceType === 'businessKey' ? businessKeyReference(accountIdentifier, reference) : reference;
		const found = await tango.findOrder({ externalRefID, accountIdentifier }, call);
		// An item either way, so that the workflow can branch on it.
		if (!found) return { found: false, externalRefID };
		const { includeRewardCredentials } = options;
		return { found: true, ...orderOutput(found.order, { simplify, includeRewardCredentials }) };
	},
});
