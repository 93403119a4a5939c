import { updateCollection } from '../../n8n/fields/collection';
import { lineItem } from '../../n8n/fields/locators';
import { defineOperation } from '../../n8n/run/operation';
import { ADDITIONAL_FIELDS } from '../order/create.fields';
import { CHANGE_FIELDS, changed } from './change';

const { campaign, notes, purchaseOrderNumber } = ADDITIONAL_FIELDS;

export const update = defineOperation({
	resource: 'lineItem',
	value: 'update',
	name: 'Update',
	action: 'Change the notes of a reward',
	description: 'Change what you have noted with a line item; the reward and its recipient stay as they are',
	changes: true,
	fields: {
		referenceLineItemID: lineItem(),
		updateFields: updateCollection({ campaign, orderNotes: notes, purchaseOrderNumber }),
		...CHANGE_FIELDS,
	},
	execute: async ({ referenceLineItemID, updateFields, waitForResult, simplify }, item) => {
		const change = { kind: 'update', referenceLineItemID, body: updateFields, waitForResult } as const;
		return await changed(change, simplify, item);
	},
});
