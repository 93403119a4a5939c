import { ENDPOINTS, readOrder, readRecord } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { order } from '../../n8n/fields/locators';
import { optionsWith } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { INCLUDE_REWARD_CREDENTIALS } from './order.fields';
import { orderOutput } from './orderOutput';

export const get = defineOperation({
	resource: 'order',
	value: 'get',
	name: 'Get',
	action: 'Get an order',
	description: 'Get an order by the number that Tango gave it, or by your own reference',
	holdsCodes: true,
	fields: {
		referenceOrderID: order(),
		simplify: SIMPLIFY,
		options: optionsWith(INCLUDE_REWARD_CREDENTIALS),
	},
	execute: async (params, { tango, call }) => {
		const { simplify, options } = params;
		const referenceOrderID = await tango.orderNumber(params.referenceOrderID, call);
		const { json } = await tango.send(ENDPOINTS.getOrder, { path: { referenceOrderID } }, call);
		const { includeRewardCredentials = false } = options;
		return orderOutput(readOrder(json), { simplify, includeRewardCredentials, raw: readRecord(json) });
	},
});
