import { ENDPOINTS, invalidInput, readRecord, type TangoError } from '../../core';
import { furtherFields } from '../../n8n/fields/collection';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { defineBatchOperation } from '../../n8n/run/operation';
import { templateOutput } from './output';
import { planEach } from './planEach';
import { sendTemplate } from './sendTemplate';
import { MORE_FIELDS, TEMPLATE_FIELDS } from './template.fields';
import { templateBody } from './templateBody';

export const createTemplate = defineBatchOperation({
	resource: 'emailTemplate',
	value: 'create',
	name: 'Create',
	action: 'Create an email template',
	description: 'Make a template for emails and text messages with rewards',
	changes: true,
	fields: {
		...TEMPLATE_FIELDS,
		simplify: SIMPLIFY,
		additionalFields: furtherFields(MORE_FIELDS),
		options: REQUEST_OPTIONS,
	},
	plan: async (batch) => {
		const takenIn = takenNames();
		return await planEach(batch, async ({ params, ...item }) => {
			const { name, additionalFields, simplify } = params;
			const taken = takenIn(name, item.itemIndex);
			if (taken) throw taken;
			const body = await templateBody(params, additionalFields, item);
			return async () => {
				const json = await sendTemplate(ENDPOINTS.createTemplate, { body }, item);
				return templateOutput(readRecord(json), simplify);
			};
		});
	},
});

/** Finds a name that another row of the run has: Tango would refuse the second. */
function takenNames(): (name: string, itemIndex: number) => TangoError | undefined {
	const first = new Map<string, number>();
	return (name, itemIndex) => {
		const earlier = first.get(name.toLowerCase());
		if (earlier === undefined) first.set(name.toLowerCase(), itemIndex);
		return earlier === undefined
			? undefined
			: invalidInput('name', `is "${name}" as in row ${earlier + 1}: no two templates have the same name`);
	};
}
