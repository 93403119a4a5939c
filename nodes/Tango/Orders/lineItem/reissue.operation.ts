import type { ReissueBody } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import type { ParamsOf } from '../../n8n/fields/form';
import { lineItem } from '../../n8n/fields/locators';
import { optionsWith } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { checkToolLimits, LIMIT_FIELDS } from '../order/limits.fields';
import { INCLUDE_NEW_CREDENTIALS } from '../order/order.fields';
import { orderHint } from '../order/orderHint';
import { placedOutput } from '../order/orderOutput';
import { REISSUE_REASON } from './reason.fields';
import { REISSUE_FIELDS } from './reissue.fields';

const FIELDS = {
	referenceLineItemID: lineItem(),
	...REISSUE_REASON,
	...LIMIT_FIELDS,
	simplify: SIMPLIFY,
	additionalFields: REISSUE_FIELDS,
	options: optionsWith(INCLUDE_NEW_CREDENTIALS),
};

export const reissue = defineOperation({
	resource: 'lineItem',
	value: 'reissue',
	name: 'Reissue',
	action: 'Reissue a reward that nobody has redeemed',
	description:
		'Take back a choice product that nobody has redeemed and send another in its place, such as to a mended address; within five days. The new one is paid, the old one’s value goes back to the account; no line item is reissued twice.',
	changes: true,
	holdsCodes: true,
	inOrder: true,
	fields: FIELDS,
	checkTogether: (params, complain, isTool) => checkToolLimits(params, complain, isTool),
	execute: async (params, { tango, call, spending }) => {
		const { referenceLineItemID, spendingLimits, maximumAmount = 0, maximumTotal = 0 } = params;
		const most = spendingLimits === 'on' ? { maximumAmount, maximumTotal } : undefined;
		const wish = { referenceLineItemID, body: bodyOf(params), limits: { spending, most }, call };
		const reissued = await tango.lineItems.reissue(wish);
		const { includeRewardCredentials = reissued.order.deliveryMethod === 'NONE' } = params.options;
		const shown = { simplify: params.simplify, includeRewardCredentials };
		const output = placedOutput({ ...reissued, untold: [] }, shown);
		return { ...output, reissuedFromReferenceLineItemID: referenceLineItemID };
	},
	// What was there was only looked at, however many attempts that took.
	hint: (outputs, others) =>
		orderHint(
			outputs.map((one) => (one.replayed === true ? { ...one, attempts: 1 } : one)),
			others,
		),
});

function bodyOf({ reasonCode, otherReason, additionalFields }: ParamsOf<typeof FIELDS>): ReissueBody {
	const { amount, deliveryMethod, notes, ...given } = additionalFields;
	const recipient = {
		email: given.recipientEmail,
		firstName: given.recipientFirstName,
		lastName: given.recipientLastName,
		mobileNumber: given.recipientMobileNumber,
	};
	const isAnother = Object.values(recipient).some((one) => one !== undefined);
	return { reasonCode, otherReason, amount, deliveryMethod, notes, ...(isAnother ? { recipient } : {}) };
}
