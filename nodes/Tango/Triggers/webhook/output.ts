import type { INodeExecutionData } from 'n8n-workflow';
import type { TangoEvent } from '../../core';
import { dataObject } from '../../n8n/run/output';

/** `raw` is there only where an event is not as Tango's pages show it. */
export function toItem({ raw, ...event }: TangoEvent): INodeExecutionData {
	return { json: dataObject({ ...event, ...(raw === undefined ? {} : { raw }) }) };
}
