import { ENDPOINTS } from '../../core';
import { currency } from '../../n8n/fields/codes';
import { listOf } from '../../n8n/fields/many';
import { defineListOperation } from '../../n8n/run/listOperation';
import { picking } from '../../n8n/run/output';

export const getManyExchangeRates = defineListOperation({
	resource: 'exchangeRate',
	action: 'Get many exchange rates',
	description:
		'Get how much of a reward’s currency one unit of an account’s currency buys. Tango changes them once a day; the rate at order time counts.',
	filters: {
		baseCurrency: listOf(
			currency({ displayName: 'Account Currency', description: 'Several with commas between them' }),
		),
		rewardCurrency: listOf(
			currency({ displayName: 'Reward Currency', description: 'Several with commas between them' }),
		),
	},
	find: async (query, limit, { tango, call }) =>
		await tango.list(ENDPOINTS.listExchangeRates, { query }, limit, call),
	output: picking(['baseCurrency', 'rewardCurrency', 'baseFx', 'lastModifiedDate']),
});
