import { ENDPOINTS, readRecord } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { dataObject } from '../../n8n/run/output';
import { defineOperation } from '../../n8n/run/operation';
import { reasonRows } from '../../n8n/run/reasonRows';

export const getReasonCodes = defineOperation({
	resource: 'asyncOrder',
	value: 'getReasonCodes',
	name: 'Get Reason Codes',
	action: 'Get the reasons for actions in bulk orders',
	description: 'Get the reasons that Tango knows for actions on the rows of bulk orders, one item each',
	fields: { simplify: SIMPLIFY, options: REQUEST_OPTIONS },
	execute: async ({ simplify }, { tango, call }) => {
		const { json } = await tango.send(ENDPOINTS.getAsyncReasonCodes, {}, call);
		if (!simplify) return dataObject(readRecord(json));
		return reasonRows(readRecord(readRecord(json).reasonCodes));
	},
});
