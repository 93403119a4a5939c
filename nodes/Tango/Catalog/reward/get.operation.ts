import { z } from 'zod/v4';
import { TangoError } from '../../core';
import { optionsField, REWARD_FIELD, SIMPLIFY_FIELD } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { requestOptions, utid } from '../../n8n/fields/params';
import { rewardOutput } from './output';

export const getReward = defineOperation({
	resource: 'reward',
	value: 'get',
	name: 'Get',
	action: 'Get a reward',
	description: 'Get a reward of the Tango catalog',
	properties: [REWARD_FIELD, SIMPLIFY_FIELD, optionsField()],
	params: z.object({ utid, simplify: z.boolean(), options: z.looseObject(requestOptions) }),
	execute: async ({ utid, simplify }, { tango, call }) => {
		const entry = await tango.catalog.find(utid, call);
		if (!entry) throw new TangoError('NOT_FOUND', { apiMessage: `No reward ${utid} in your Tango catalog` });
		return rewardOutput(entry, simplify);
	},
});
