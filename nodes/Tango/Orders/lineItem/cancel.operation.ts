import { lineItem } from '../../n8n/fields/locators';
import { defineOperation } from '../../n8n/run/operation';
import { CHANGE_FIELDS, changed } from './change';
import { CANCEL_REASON } from './reason.fields';

export const cancel = defineOperation({
	resource: 'lineItem',
	value: 'cancel',
	name: 'Cancel',
	action: 'Cancel a reward that nobody has redeemed',
	description:
		'Take back a choice product that nobody has redeemed, within five days. Its value goes back to the account, the fee does not.',
	changes: true,
	fields: { referenceLineItemID: lineItem(), ...CANCEL_REASON, ...CHANGE_FIELDS },
	execute: async ({ referenceLineItemID, reasonCode, otherReason, waitForResult, simplify }, item) => {
		const body = { reasonCode, otherReason };
		return await changed({ kind: 'cancel', referenceLineItemID, body, waitForResult }, simplify, item);
	},
});
