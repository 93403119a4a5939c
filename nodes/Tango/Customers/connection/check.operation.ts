import { z } from 'zod/v4';
import { optionsField } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { requestOptions } from '../../n8n/fields/params';
import { checkOutput } from './output';

export const check = defineOperation({
	resource: 'connection',
	value: 'check',
	name: 'Check',
	action: 'Check the connection',
	description:
		'Check everything between n8n and Tango, one output item per check. Spends nothing. Runs for each input item.',
	properties: [
		optionsField([
			{
				displayName: 'Fail on Problem',
				name: 'failOnProblem',
				type: 'boolean',
				default: false,
				description:
					'Whether to stop with an error when a check fails. By default failed checks are output items like the others.',
			},
		]),
	],
	params: z.object({
		options: z.looseObject({ ...requestOptions, failOnProblem: z.boolean().optional() }),
	}),
	execute: async ({ options: { failOnProblem } }, { checkRows }) => {
		const rows = await checkRows();
		const broken = rows.find(({ error }) => error !== undefined);
		if (failOnProblem && broken?.error) throw broken.error;
		return rows.map(checkOutput);
	},
});
