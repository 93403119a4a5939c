import { ENDPOINTS, readRecord } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { choiceProduct } from '../../n8n/fields/catalogLocators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { choiceProductOutput } from './output';

export const getChoiceProduct = defineOperation({
	resource: 'choiceProduct',
	value: 'get',
	name: 'Get',
	action: 'Get a choice product',
	description: 'Get a reward whose recipient chooses the brand',
	fields: { utid: choiceProduct(), simplify: SIMPLIFY, options: REQUEST_OPTIONS },
	execute: async ({ utid, simplify }, { tango, call }) => {
		const { json } = await tango.send(ENDPOINTS.getChoiceProduct, { path: { utid } }, call);
		return choiceProductOutput(readRecord(json), simplify);
	},
});
