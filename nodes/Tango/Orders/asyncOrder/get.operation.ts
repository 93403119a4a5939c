import { ENDPOINTS } from '../../core';
import { flag } from '../../n8n/fields/choices';
import { filterCollection } from '../../n8n/fields/collection';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { BULK_KEY, LINE_FILTERS } from './asyncOrder.fields';
import { bulkOutput, rowOutput } from './output';

export const get = defineOperation({
	resource: 'asyncOrder',
	value: 'get',
	name: 'Get',
	action: 'See how far a bulk order is',
	description: 'See how far Tango is with a bulk order, or get its failed rows to mend and send them again',
	fields: {
		...BULK_KEY,
		failedOnly: flag({
			default: false,
			description:
				'Whether to return the rows that failed, one item each, instead of the whole. With their Reference they can be mended and sent again.',
		}),
		simplify: SIMPLIFY,
		filters: filterCollection(LINE_FILTERS),
		options: REQUEST_OPTIONS,
	},
	execute: async ({ failedOnly, filters, simplify, ...key }, { tango, call }) => {
		const { customerIdentifier, accountIdentifier, externalRefID } = key;
		const query = { ...filters, failedOnly };
		const { head, lines } = await tango.bulk.read(
			ENDPOINTS.getAsyncOrder,
			{ customerIdentifier, accountIdentifier, externalRefID },
			{ query, limit: Infinity },
			call,
		);
		const rows = lines.map((line) => rowOutput(line, head, { simplify }));
		return failedOnly ? rows : { ...bulkOutput(head, simplify), lineItems: rows };
	},
});
