import { ENDPOINTS, readRecord } from '../../core';
import { lineItem } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { dataObject } from '../../n8n/run/output';
import { defineOperation } from '../../n8n/run/operation';

export const getEmbeddedUrl = defineOperation({
	resource: 'lineItem',
	value: 'getEmbeddedUrl',
	name: 'Get Embedded URL',
	action: 'Get the address of a reward for your own page',
	description:
		'Get the address under which your own page shows a reward; only of choice products with the delivery method Embedded. Whoever has it can spend the reward.',
	holdsCodes: true,
	fields: { referenceLineItemID: lineItem(), options: REQUEST_OPTIONS },
	execute: async ({ referenceLineItemID }, { tango, call }) => {
		const { json } = await tango.send(ENDPOINTS.getEmbeddedUrl, { path: { referenceLineItemID } }, call);
		return { referenceLineItemID, ...dataObject(readRecord(json)) };
	},
});
