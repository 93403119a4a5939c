const FREEZE = {
	DELIVERY_INFO: 'Incorrect delivery information',
	REWARD_AMOUNT: 'Incorrect reward amount',
	REWARD_TYPE: 'Incorrect reward type',
	VERIFY_ORDER: 'Verify the order',
	FRAUD: 'Suspected fraud',
	OTHER: 'Other',
};
const { DELIVERY_INFO, REWARD_AMOUNT, REWARD_TYPE, OTHER } = FREEZE;
const REISSUE = {
	...{ DELIVERY_INFO, REWARD_AMOUNT, REWARD_TYPE },
	RECIPIENT: 'Wrong recipient',
	CURRENCY: 'Wrong currency',
	RECIPIENT_REQUESTED: 'Requested by the recipient',
	OTHER,
};

/** Answer to GET /lineItems/reasonCodes. */
export const REASON_CODES = {
	FREEZE,
	UNFREEZE: FREEZE,
	CANCEL: {
		...REISSUE,
		RECIPIENT_OBLIGATIONS: 'The recipient did not keep the terms',
		DUPLICATE: 'Duplicate reward',
		FRAUD: 'Suspected fraud',
	},
	CANCEL_AND_REISSUE: REISSUE,
};
