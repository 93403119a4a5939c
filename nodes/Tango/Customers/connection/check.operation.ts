import type { IDataObject } from 'n8n-workflow';
import type { CheckRow } from '../../core';
import { flag } from '../../n8n/fields/choices';
import { optionsWith } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { dataObject } from '../../n8n/run/output';

const NOTHING = 'Nothing to do';

export const check = defineOperation({
	resource: 'connection',
	value: 'check',
	name: 'Check',
	action: 'Check the connection',
	description:
		'Check everything between n8n and Tango, one output item per check. Spends nothing. Runs for each input item.',
	fields: {
		options: optionsWith({
			failOnProblem: flag({
				displayName: 'Fail on Problem',
				default: false,
				description:
					'Whether to stop with an error when a check fails. By default failed checks are output items like the others.',
			}),
		}),
	},
	execute: async ({ options: { failOnProblem } }, { checkRows }) => {
		const rows = await checkRows();
		const broken = rows.find(({ error }) => error !== undefined);
		if (failOnProblem && broken?.error) throw broken.error;
		return rows.map(checkOutput);
	},
});

/** One check: its result in words, then what was found. Every row has the same columns, and none is empty. */
function checkOutput({ check, status, message, mend = NOTHING, facts }: CheckRow): IDataObject {
	return { check, status, message, howToMend: mend, facts: dataObject(facts) };
}
