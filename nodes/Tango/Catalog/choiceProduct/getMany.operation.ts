import { ENDPOINTS } from '../../core';
import { country, currency } from '../../n8n/fields/codes';
import { listOf } from '../../n8n/fields/many';
import { text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
import { choiceProductOutput } from './output';

export const getManyChoiceProducts = defineListOperation({
	resource: 'choiceProduct',
	action: 'Get many choice products',
	description: 'Get the rewards whose recipient chooses the brand, such as Reward Links',
	filters: {
		countries: listOf(country({ description: 'Several with commas between them' })),
		currencyCode: currency(),
		rewardName: text({ description: 'What the reward is called in Tango’s catalog' }),
	},
	find: async (query, limit, { tango, call }) =>
		await tango.list(ENDPOINTS.listChoiceProducts, { query }, limit, call),
	output: choiceProductOutput,
});
