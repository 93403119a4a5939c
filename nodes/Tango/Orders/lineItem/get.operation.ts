import { lineItem } from '../../n8n/fields/locators';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { optionsWith } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { INCLUDE_REWARD_CREDENTIALS } from '../order/order.fields';
import { lineItemOutput } from './output';

export const get = defineOperation({
	resource: 'lineItem',
	value: 'get',
	name: 'Get',
	action: 'Get one reward of an order',
	description:
		'Get one reward of an order: whether it was delivered, what is left of it, what was done to it',
	holdsCodes: true,
	fields: {
		referenceLineItemID: lineItem(),
		simplify: SIMPLIFY,
		options: optionsWith(INCLUDE_REWARD_CREDENTIALS),
	},
	execute: async ({ referenceLineItemID, simplify, options }, { tango, call }) => {
		const { raw } = await tango.lineItems.get(referenceLineItemID, call);
		const { includeRewardCredentials = false } = options;
		return lineItemOutput(raw, { simplify, includeRewardCredentials });
	},
});
