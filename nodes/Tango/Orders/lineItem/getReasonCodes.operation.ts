import { ENDPOINTS, readRecord } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { dataObject } from '../../n8n/run/output';
import { defineOperation } from '../../n8n/run/operation';
import { reasonRows } from '../../n8n/run/reasonRows';

export const getReasonCodes = defineOperation({
	resource: 'lineItem',
	value: 'getReasonCodes',
	name: 'Get Reason Codes',
	action: 'Get the reasons for actions on rewards',
	description: 'Get the reasons that Tango knows for cancelling, freezing and reissuing, one item each',
	fields: { simplify: SIMPLIFY, options: REQUEST_OPTIONS },
	execute: async ({ simplify }, { tango, call }) => {
		const { json } = await tango.send(ENDPOINTS.getReasonCodes, {}, call);
		return simplify ? reasonRows(readRecord(json)) : dataObject(readRecord(json));
	},
});
