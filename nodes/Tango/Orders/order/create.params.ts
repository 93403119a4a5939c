import type { CheckTogether } from '../../n8n/fields/readParams';
import type { ParamsOf } from '../../n8n/fields/form';
import type { CREATE_FIELDS } from './create.fields';

export type CreateParams = ParamsOf<typeof CREATE_FIELDS>;

/** Tango delivers these itself, and wants to know to whom. */
const NEEDS_RECIPIENT: ReadonlySet<string | undefined> = new Set(['EMAIL', 'PHONE', 'ADDRESS', 'WHATSAPP']);

/** What only several fields together can be judged by. */
export const checkOrder: CheckTogether<CreateParams> = (params, complain) => {
	const { deliveryMethod, recipientAddress, referenceSource, amount = 0, options } = params;
	if (deliveryMethod === 'EMAIL' && !params.recipientEmail)
		complain('recipientEmail', 'is empty, but the reward is sent by email');
	if (NEEDS_RECIPIENT.has(deliveryMethod) && !params.recipientFirstName) {
		complain('recipientFirstName', 'is empty, but Tango needs it to deliver the reward');
	}
	if ((deliveryMethod === 'PHONE' || deliveryMethod === 'WHATSAPP') && !params.recipientMobileNumber) {
		complain('recipientMobileNumber', 'is empty, but the reward is sent to a phone');
	}
	if (deliveryMethod === 'ADDRESS' && recipientAddress && !recipientAddress.streetLine1) {
		complain('recipientAddress', 'needs at least Street Line 1, as the reward is sent by post');
	}
	if (deliveryMethod === 'ADDRESS' && !params.recipientLastName) {
		complain('recipientLastName', 'is empty, but the reward is sent by post');
	}
	if (referenceSource === 'businessKey' && !params.reference) {
		complain(
			'reference',
			'is empty. Fill in a value that exists once per reward, such as the survey response ID',
		);
	}
	if (referenceSource === 'payload' && !params.referenceScope) {
		complain(
			'referenceScope',
			'is empty. Fill in what these rewards are for, such as the month or the campaign',
		);
	}
	const { maximumAmount = Infinity } = options ?? {};
	if (amount > maximumAmount) {
		complain('amount', `is ${amount}, above the Maximum Amount of ${maximumAmount}`);
	}
};
