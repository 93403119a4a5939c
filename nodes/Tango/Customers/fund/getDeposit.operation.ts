import { ENDPOINTS, readDeposit, readRecord } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { mandatoryText } from '../../n8n/fields/text';
import { defineOperation } from '../../n8n/run/operation';
import { dataObject } from '../../n8n/run/output';
import { depositOutput } from './output';

export const getDeposit = defineOperation({
	resource: 'fund',
	value: 'getDeposit',
	name: 'Get Deposit',
	action: 'Get a deposit',
	description: 'See what became of a deposit. A pending one is settled within three business days.',
	fields: {
		referenceDepositID: mandatoryText(
			{
				displayName: 'Deposit ID',
				placeholder: 'e.g. {{ $json.referenceDepositID }}',
				description: 'The number that Tango gave the deposit (referenceDepositID)',
			},
			{ kind: 'reference' },
		),
		simplify: SIMPLIFY,
		options: REQUEST_OPTIONS,
	},
	execute: async ({ referenceDepositID, simplify }, { tango, call }) => {
		const { json } = await tango.send(ENDPOINTS.getDeposit, { path: { referenceDepositID } }, call);
		return simplify ? depositOutput(readDeposit(json)) : dataObject(readRecord(json));
	},
});
