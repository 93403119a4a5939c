import { defineListOperation } from '../../n8n/run/listOperation';
import { REWARD_FILTERS, rewardsThatFit } from './filters';
import { rewardOutput } from './output';

export const getManyRewards = defineListOperation({
	resource: 'reward',
	action: 'Get many rewards to choose from',
	description:
		'Get the rewards that can be ordered, one item each. The catalog is kept for 12 hours, as Tango asks.',
	filters: REWARD_FILTERS,
	find: async (wanted, _limit, { tango, call }) => rewardsThatFit(await tango.catalog.rewards(call), wanted),
	output: rewardOutput,
});
