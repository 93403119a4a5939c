import type { IDataObject } from 'n8n-workflow';
import { filterCollection, type CheckFilters } from '../fields/collection';
import type { Fields } from '../fields/form';
import { limitOf, LIST_FIELDS } from '../fields/listFields';
import { REQUEST_OPTIONS } from '../fields/requestOptions';
import { defineOperation, type ItemContext, type Operation } from './operation';

interface ListOperation<Filters, Row> extends Pick<Operation, 'toolDescription' | 'holdsBalances'> {
	readonly resource: string;
	/** "getMany" and "Get Many" when left out. */
	readonly value?: string;
	readonly name?: string;
	readonly action: string;
	readonly description: string;
	readonly filters: Fields<Filters>;
	readonly checkFilters?: CheckFilters<NoInfer<Filters>>;
	/** At most `limit` rows; Infinity for all. */
	readonly find: (filters: Partial<Filters>, limit: number, item: ItemContext) => Promise<readonly Row[]>;
	readonly output: (row: Row, simplify: boolean) => IDataObject;
}

/** An operation that gives a list: Return All or a limit, filters, one output item for each row. */
export function defineListOperation<Filters, Row>(definition: ListOperation<Filters, Row>): Operation {
	const { filters, checkFilters, find, output, value = 'getMany', name = 'Get Many', ...face } = definition;
	return defineOperation({
		...face,
		value,
		name,
		fields: {
			...LIST_FIELDS,
			filters: filterCollection(filters, checkFilters),
			options: REQUEST_OPTIONS,
		},
		hint: (outputs, { failed, unknown }) =>
			outputs.length + failed + unknown === 0 ? NOTHING_FOUND : undefined,
		execute: async (params, item) => {
			const limit = limitOf(params);
			const rows = await find(params.filters, limit, item);
			return rows.slice(0, limit).map((row) => output(row, params.simplify));
		},
	});
}

/** n8n shows an empty output and goes no further, which looks like a fault. */
const NOTHING_FOUND =
	'Tango has nothing that fits what was asked for, so no item comes out and no further node runs. If you expected some, take Filters away one by one, and check that the Environment of the credential is the right one.';
