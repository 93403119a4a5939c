import { flag } from '../../n8n/fields/choices';

/** For operations that read an order. */
export const INCLUDE_REWARD_CREDENTIALS = {
	includeRewardCredentials: flag({
		default: false,
		description: 'Whether to output the reward’s code, link or PIN',
	}),
};
