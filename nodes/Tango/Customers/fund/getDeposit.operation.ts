import { z } from 'zod/v4';
import { ENDPOINTS, readDeposit } from '../../core';
import { optionsField } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { requestOptions, requiredText } from '../../n8n/fields/params';
import { depositOutput } from './output';

export const getDeposit = defineOperation({
	resource: 'fund',
	value: 'getDeposit',
	name: 'Get Deposit',
	action: 'Get a deposit',
	description: 'See what became of a deposit. A pending one is settled within three business days.',
	properties: [
		{
			displayName: 'Deposit ID',
			name: 'referenceDepositID',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.referenceDepositID }}',
			description: 'The number that Tango gave the deposit (referenceDepositID)',
		},
		optionsField(),
	],
	params: z.object({ referenceDepositID: requiredText, options: z.looseObject(requestOptions) }),
	execute: async ({ referenceDepositID }, { tango, call }) => {
		const { json } = await tango.send(ENDPOINTS.getDeposit, { path: { referenceDepositID } }, call);
		return depositOutput(readDeposit(json));
	},
});
