import type { GenericValue, IDataObject } from 'n8n-workflow';

/** A JSON object of Tango's as n8n types it; only what JSON cannot hold is left out. */
export function dataObject(record: Readonly<Record<string, unknown>>): IDataObject {
	return Object.fromEntries(
		Object.entries(record).filter((entry): entry is [string, GenericValue] => isData(entry[1])),
	);
}

/** The named fields of a record, in this order; for simplified output. */
export function pick(record: Readonly<Record<string, unknown>>, names: readonly string[]): IDataObject {
	return dataObject(Object.fromEntries(names.map((name) => [name, record[name]])));
}

function isData(value: unknown): value is GenericValue {
	return ['string', 'number', 'boolean', 'object'].includes(typeof value);
}
