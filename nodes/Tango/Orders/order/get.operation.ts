import { ENDPOINTS, readOrder, readRecord } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { optionsWith } from '../../n8n/fields/requestOptions';
import { mandatoryText } from '../../n8n/fields/text';
import { defineOperation } from '../../n8n/run/operation';
import { INCLUDE_REWARD_CREDENTIALS } from './order.fields';
import { orderOutput } from './orderOutput';

export const get = defineOperation({
	resource: 'order',
	value: 'get',
	name: 'Get',
	action: 'Get an order',
	description: 'Get an order by the number that Tango gave it',
	holdsCodes: true,
	fields: {
		referenceOrderID: mandatoryText({
			displayName: 'Order ID',
			placeholder: 'e.g. RA261122-1401-64',
			description: 'The number that Tango gave the order (referenceOrderID)',
		}),
		simplify: SIMPLIFY,
		options: optionsWith(INCLUDE_REWARD_CREDENTIALS),
	},
	execute: async ({ referenceOrderID, simplify, options }, { tango, call }) => {
		const { json } = await tango.send(ENDPOINTS.getOrder, { path: { referenceOrderID } }, call);
		const { includeRewardCredentials = false } = options;
		return orderOutput(readOrder(json), { simplify, includeRewardCredentials, raw: readRecord(json) });
	},
});
