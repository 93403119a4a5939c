import type { ParamsOf } from '../../n8n/fields/form';
import type { CheckTogether } from '../../n8n/fields/readParams';
import { missingParts } from './address.fields';
import { nameByPost, type RECIPIENT_FIELDS } from './recipient.fields';

export type RecipientParams = ParamsOf<typeof RECIPIENT_FIELDS> & { readonly deliveryMethod: string };

/** Tango delivers these itself, and wants to know to whom. */
const NEEDS_RECIPIENT: ReadonlySet<string | undefined> = new Set(['EMAIL', 'PHONE', 'ADDRESS', 'WHATSAPP']);

/** What each way of delivery wants to know of the recipient. */
export const checkRecipient: CheckTogether<RecipientParams> = (params, complain, isTool) => {
	const { deliveryMethod } = params;
	if (deliveryMethod === 'EMAIL' && !params.recipientEmail)
		complain('recipientEmail', 'is empty, but the reward is sent by email');
	if (NEEDS_RECIPIENT.has(deliveryMethod) && !params.recipientFirstName) {
		complain('recipientFirstName', 'is empty, but Tango needs it to deliver the reward');
	}
	if ((deliveryMethod === 'PHONE' || deliveryMethod === 'WHATSAPP') && !params.recipientMobileNumber) {
		complain('recipientMobileNumber', 'is empty, but the reward is sent to a phone');
	}
	if (deliveryMethod === 'ADDRESS') checkPost(params, complain, isTool);
};

const checkPost: CheckTogether<RecipientParams> = ({ recipientAddress, ...params }, complain) => {
	if (!params.recipientLastName) complain('recipientLastName', 'is empty, but the reward is sent by post');
	for (const field of ['recipientFirstName', 'recipientLastName'] as const) {
		const problem = nameByPost(params[field] ?? '');
		if (problem) complain(field, problem);
	}
	// One that is wrong in itself has its own words.
	const missing = recipientAddress === undefined ? [] : missingParts(recipientAddress);
	if (missing.length > 0)
		complain('recipientAddress', `lacks ${missing.join(', ')}, but the reward is sent by post`);
};
