import type { GenericValue, IDataObject } from 'n8n-workflow';
import type { JsonRecord } from '../../core';

/** What there is none of. In n8n's table null, an empty text and an empty list are red, and look like a mistake. */
export const NONE = 'None';

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

/** An entry as it comes out: the named fields, or all that Tango sends. */
export function picking(names: readonly string[]) {
	return (record: JsonRecord, simplify: boolean): IDataObject =>
		simplify ? pick(record, names) : dataObject(record);
}

function isData(value: unknown): value is GenericValue {
	return ['string', 'number', 'boolean', 'object'].includes(typeof value);
}
