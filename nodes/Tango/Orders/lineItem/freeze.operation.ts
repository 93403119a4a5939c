import { lineItem } from '../../n8n/fields/locators';
import { defineOperation } from '../../n8n/run/operation';
import { CHANGE_FIELDS, changed } from './change';
import { FREEZE_REASON } from './reason.fields';

export const freeze = defineOperation({
	resource: 'lineItem',
	value: 'freeze',
	name: 'Freeze',
	action: 'Freeze a reward for a while',
	description:
		'Keep a choice product from being redeemed, for at most 48 hours; within five days after it was sent',
	changes: true,
	fields: { referenceLineItemID: lineItem(), ...FREEZE_REASON, ...CHANGE_FIELDS },
	execute: async ({ referenceLineItemID, reasonCode, otherReason, waitForResult, simplify }, item) => {
		const body = { reasonCode, otherReason };
		return await changed({ kind: 'freeze', referenceLineItemID, body, waitForResult }, simplify, item);
	},
});
