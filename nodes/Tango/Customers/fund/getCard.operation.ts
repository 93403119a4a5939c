import { ENDPOINTS, readRecord } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { creditCard } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { cardOutput } from './output';

export const getCard = defineOperation({
	resource: 'fund',
	value: 'getCard',
	name: 'Get Card',
	action: 'Get a credit card',
	description: 'Get a registered credit card. Tango shows no more than its last four digits.',
	fields: { creditCardToken: creditCard(), simplify: SIMPLIFY, options: REQUEST_OPTIONS },
	execute: async ({ creditCardToken, simplify }, { tango, call }) => {
		const path = { token: creditCardToken };
		const { json } = await tango.send(ENDPOINTS.getCreditCard, { path }, call);
		return cardOutput(readRecord(json), simplify);
	},
});
