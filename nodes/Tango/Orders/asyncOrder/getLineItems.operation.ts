import { ENDPOINTS } from '../../core';
import { flag } from '../../n8n/fields/choices';
import { filterCollection } from '../../n8n/fields/collection';
import { limitOf, LIST_FIELDS } from '../../n8n/fields/listFields';
import { optionsWith } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { INCLUDE_REWARD_CREDENTIALS } from '../order/order.fields';
import { BULK_KEY, LINE_FILTERS } from './asyncOrder.fields';
import { rowOutput } from './output';

export const getLineItems = defineOperation({
	resource: 'asyncOrder',
	value: 'getLineItems',
	name: 'Get Line Items',
	action: 'Get the rewards of a bulk order',
	description:
		'Get the rows of a bulk order with all that Tango knows about them; codes only where asked for',
	holdsCodes: true,
	fields: {
		...BULK_KEY,
		...LIST_FIELDS,
		filters: filterCollection({
			...LINE_FILTERS,
			failedOnly: flag({ default: true, description: 'Whether to return only the rows that failed' }),
		}),
		options: optionsWith(INCLUDE_REWARD_CREDENTIALS),
	},
	execute: async (params, { tango, call }) => {
		const { customerIdentifier, accountIdentifier, externalRefID, simplify, options, filters } = params;
		const { head, lines } = await tango.bulk.read(
			ENDPOINTS.getAsyncOrderLineItems,
			{ customerIdentifier, accountIdentifier, externalRefID },
			{ query: filters, limit: limitOf(params) },
			call,
		);
		const { includeRewardCredentials = false } = options;
		return lines.map((line) => rowOutput(line, head, { simplify, includeRewardCredentials }));
	},
});
