import { ENDPOINTS, readRecord } from '../../core';
import { updateCollection } from '../../n8n/fields/collection';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { emailTemplate } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineBatchOperation } from '../../n8n/run/operation';
import { templateOutput } from './output';
import { planEach } from './planEach';
import { sendTemplate } from './sendTemplate';
import { MORE_FIELDS, TEMPLATE_FIELDS } from './template.fields';
import { templateBody } from './templateBody';

export const updateTemplate = defineBatchOperation({
	resource: 'emailTemplate',
	value: 'update',
	name: 'Update',
	action: 'Update an email template',
	description:
		'Change texts, picture or users of an email template. What is not added stays; what is listed replaces the list that is there.',
	changes: true,
	fields: {
		etid: emailTemplate(),
		simplify: SIMPLIFY,
		updateFields: updateCollection({ ...TEMPLATE_FIELDS, ...MORE_FIELDS }),
		options: REQUEST_OPTIONS,
	},
	plan: async (batch) =>
		await planEach(batch, async ({ params, ...item }) => {
			const { etid, simplify, updateFields } = params;
			const body = await templateBody(updateFields, updateFields, item);
			return async () => {
				const json = await sendTemplate(ENDPOINTS.updateTemplate, { path: { etid }, body }, item);
				return templateOutput(readRecord(json), simplify);
			};
		}),
});
