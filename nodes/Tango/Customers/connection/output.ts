import type { IDataObject } from 'n8n-workflow';
import type { CheckRow } from '../../core';
import { dataObject } from '../../n8n/run/output';

/** One check: its result in words, then what was found, each fact a field of its own. */
export function checkOutput({ check, status, message, mend = '', facts }: CheckRow): IDataObject {
	return { check, status, message, howToMend: mend, ...dataObject(facts) };
}
