import { ENDPOINTS, readRecord } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { emailTemplate } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { templateOutput } from './output';

export const getTemplate = defineOperation({
	resource: 'emailTemplate',
	value: 'get',
	name: 'Get',
	action: 'Get an email template',
	description: 'Get the texts of an email template, and who may use it',
	fields: { etid: emailTemplate(), simplify: SIMPLIFY, options: REQUEST_OPTIONS },
	execute: async ({ etid, simplify }, { tango, call }) => {
		const { json } = await tango.send(ENDPOINTS.getTemplate, { path: { etid } }, call);
		return templateOutput(readRecord(json), simplify);
	},
});
