import type { IDataObject } from 'n8n-workflow';
import { readRecord } from '../../core';
import { dataObject } from './output';

/** Tango's reasons by action and code, one row each. */
export function reasonRows(byAction: Readonly<Record<string, unknown>>): IDataObject[] {
	return Object.entries(byAction).flatMap(([action, codes]) =>
		Object.entries(readRecord(codes)).map(
			([reasonCode, description]): IDataObject => ({ action, ...dataObject({ reasonCode, description }) }),
		),
	);
}
