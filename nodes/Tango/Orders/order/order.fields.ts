import { flag } from '../../n8n/fields/choices';

/** For operations that read an order. */
export const INCLUDE_REWARD_CREDENTIALS = {
	includeRewardCredentials: flag({
		default: false,
		description: 'Whether to output the reward’s code, link or PIN',
	}),
};

/** For those that place one. */
export const INCLUDE_NEW_CREDENTIALS = {
	includeRewardCredentials: flag({
		default: false,
		description:
			'Whether to output the reward’s code, link or PIN. Without this option they are output only when the delivery method is None.',
	}),
};
