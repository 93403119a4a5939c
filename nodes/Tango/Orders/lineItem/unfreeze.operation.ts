import { lineItem } from '../../n8n/fields/locators';
import { defineOperation } from '../../n8n/run/operation';
import { CHANGE_FIELDS, changed } from './change';
import { FREEZE_REASON } from './reason.fields';

export const unfreeze = defineOperation({
	resource: 'lineItem',
	value: 'unfreeze',
	name: 'Unfreeze',
	action: 'Unfreeze a reward',
	description: 'Let a choice product that was frozen be redeemed again',
	changes: true,
	fields: { referenceLineItemID: lineItem(), ...FREEZE_REASON, ...CHANGE_FIELDS },
	execute: async ({ referenceLineItemID, reasonCode, otherReason, waitForResult, simplify }, item) => {
		const body = { reasonCode, otherReason };
		return await changed({ kind: 'unfreeze', referenceLineItemID, body, waitForResult }, simplify, item);
	},
});
