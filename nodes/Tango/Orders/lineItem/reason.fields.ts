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
	DELIVERY_INFO: {
		name: 'Wrong Delivery Information',
		description: 'The address or number was not the recipient’s',
	},
	REWARD_AMOUNT: { name: 'Wrong Amount', description: 'More or less was ordered than was meant' },
	REWARD_TYPE: { name: 'Wrong Reward', description: 'Another reward was meant' },
};
const OTHER = { OTHER: { name: 'Other', description: 'You write the reason yourself' } };
const OF_RECIPIENT = {
	CURRENCY: { name: 'Wrong Currency', description: 'The recipient cannot use this currency' },
	RECIPIENT: { name: 'Wrong Recipient', description: 'Somebody else was meant' },
	RECIPIENT_REQUESTED: { name: 'Recipient Asked for It', description: 'It is the recipient’s wish' },
};
const FRAUD = { FRAUD: { name: 'Suspicion of Fraud', description: 'Somebody may have cheated' } };

export const CANCEL_REASON = {
	reasonCode: choice(
		{
			...{ ...WRONG, ...OF_RECIPIENT, ...FRAUD, ...OTHER },
			DUPLICATE: { name: 'Sent Twice', description: 'The recipient had this reward already' },
			RECIPIENT_OBLIGATIONS: {
				name: 'Recipient Did Not Keep the Terms',
				description: 'What the reward was for was not done',
			},
		},
		{ ...LOOK, default: 'DELIVERY_INFO' },
	),
	...OTHER_REASON,
};

/** Of freezing as of unfreezing. */
export const FREEZE_REASON = {
	reasonCode: choice(
		{
			...{ ...WRONG, ...FRAUD, ...OTHER },
			VERIFY_ORDER: { name: 'Check of the Order', description: 'You want to look at the order first' },
		},
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
			DELIVERY_INFO: WRONG.DELIVERY_INFO,
			DELIVERY_METHOD: {
				name: 'Wrong Delivery Method',
				description: 'The recipient is reached in another way',
			},
			LOST_DELETED: { name: 'Lost or Deleted', description: 'The recipient has the message no longer' },
			NOT_RECEIVED: { name: 'Not Received', description: 'The message did not arrive' },
			REMINDER: { name: 'Reminder', description: 'The recipient has not used the reward so far' },
			...OTHER,
		},
		{ ...LOOK, default: 'NOT_RECEIVED' },
	),
	...OTHER_REASON,
};
