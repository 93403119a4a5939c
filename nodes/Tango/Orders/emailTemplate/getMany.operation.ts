import { ENDPOINTS } from '../../core';
import { limitOf, LIST_FIELDS } from '../../n8n/fields/listFields';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { templateOutput } from './output';

export const getManyTemplates = defineOperation({
	resource: 'emailTemplate',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many email templates',
	description: 'Get the email templates of your platform. Tango has no filter for them.',
	fields: { ...LIST_FIELDS, options: REQUEST_OPTIONS },
	execute: async ({ simplify, ...length }, { tango, call }) => {
		const templates = await tango.list(ENDPOINTS.listTemplates, {}, limitOf(length), call);
		return templates.map((template) => templateOutput(template, simplify));
	},
});
