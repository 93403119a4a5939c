import { choice } from '../../n8n/fields/choices';
import { showWhen } from '../../n8n/fields/field';
import { checked, noHtml } from '../../n8n/fields/signs';
import { mandatoryText } from '../../n8n/fields/text';

/* Why something is done to a line item, by Tango's codes. */

const LOOK = { displayName: 'Reason', description: 'Tango keeps it in the history of the line item' };

/** Tango asks for words where none of its reasons fits. */
const OTHER_REASON = {
	otherReason: showWhen(
		{ reasonCode: ['OTHER'] },
		checked(mandatoryText({ description: 'The reason in your own words' }), noHtml),
	),
};

const WRONG = {
	DELIVERY_INFO: 'Wrong Delivery Information',
	REWARD_AMOUNT: 'Wrong Amount',
	REWARD_TYPE: 'Wrong Reward',
};
const OTHER = { OTHER: 'Other' };
const OF_RECIPIENT = {
	CURRENCY: 'Wrong Currency',
	RECIPIENT: 'Wrong Recipient',
	RECIPIENT_REQUESTED: 'Recipient Asked for It',
};
const FRAUD = { FRAUD: 'Suspicion of Fraud' };

export const CANCEL_REASON = {
	reasonCode: choice(
		{
			...{ ...WRONG, ...OF_RECIPIENT, ...FRAUD, ...OTHER },
			DUPLICATE: 'Sent Twice',
			RECIPIENT_OBLIGATIONS: 'Recipient Did Not Keep the Terms',
		},
		{ ...LOOK, default: 'DELIVERY_INFO' },
	),
	...OTHER_REASON,
};

/** Of freezing as of unfreezing. */
export const FREEZE_REASON = {
	reasonCode: choice(
		{ ...WRONG, ...FRAUD, ...OTHER, VERIFY_ORDER: 'Check of the Order' },
		{ ...LOOK, default: 'VERIFY_ORDER' },
	),
	...OTHER_REASON,
};

export const REISSUE_REASON = {
	reasonCode: choice({ ...WRONG, ...OF_RECIPIENT, ...OTHER }, { ...LOOK, default: 'DELIVERY_INFO' }),
	...OTHER_REASON,
};

export const RESEND_REASON = {
	reasonCode: choice(
		{
			DELIVERY_INFO: 'Wrong Delivery Information',
			DELIVERY_METHOD: 'Wrong Delivery Method',
			LOST_DELETED: 'Lost or Deleted',
			NOT_RECEIVED: 'Not Received',
			REMINDER: 'Reminder',
			...OTHER,
		},
		{ ...LOOK, default: 'NOT_RECEIVED' },
	),
	...OTHER_REASON,
};
