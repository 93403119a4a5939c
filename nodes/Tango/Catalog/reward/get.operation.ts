import { TangoError } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { reward } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { rewardOutput } from './output';

export const getReward = defineOperation({
	resource: 'reward',
	value: 'get',
	name: 'Get',
	action: 'Get a reward',
	description: 'Get a reward of the Tango catalog',
	fields: { utid: reward(), simplify: SIMPLIFY, options: REQUEST_OPTIONS },
	execute: async ({ utid, simplify }, { tango, call }) => {
		const entry = await tango.catalog.find(utid, call);
		if (!entry) throw new TangoError('NOT_FOUND', { apiMessage: `No reward ${utid} in your Tango catalog` });
		return rewardOutput(entry, simplify);
	},
});
