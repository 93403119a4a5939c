import { z } from 'zod/v4';
import type { CatalogEntry } from '../../core';
import { optionsField, RETURN_ALL_FIELDS, SIMPLIFY_FIELD } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { listParams, optionalText, requestOptions } from '../../n8n/fields/params';
import { rewardOutput } from './output';

const filters = z
	.object({
		brandKey: optionalText,
		brandName: optionalText,
		country: optionalText,
		currencyCode: optionalText,
		rewardName: optionalText,
		rewardType: optionalText,
		status: optionalText,
	})
	.prefault({});

export const getManyRewards = defineOperation({
	resource: 'reward',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many rewards',
	description:
		'Get the rewards that can be ordered, one item each. The catalog is kept for 12 hours, as Tango asks.',
	properties: [
		...RETURN_ALL_FIELDS,
		SIMPLIFY_FIELD,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Brand Key',
					name: 'brandKey',
					type: 'string',
					default: '',
					placeholder: 'e.g. B916708',
				},
				{
					displayName: 'Brand Name',
					name: 'brandName',
					type: 'string',
					default: '',
					description: 'Or a part of it',
				},
				{ displayName: 'Country', name: 'country', type: 'string', default: '', placeholder: 'e.g. US' },
				{
					displayName: 'Currency',
					name: 'currencyCode',
					type: 'string',
					default: '',
					placeholder: 'e.g. USD',
				},
				{
					displayName: 'Reward Name',
					name: 'rewardName',
					type: 'string',
					default: '',
					description: 'Or a part of it',
				},
				{
					displayName: 'Reward Type',
					name: 'rewardType',
					type: 'string',
					default: '',
					placeholder: 'e.g. gift card',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'string',
					default: 'active',
					description: 'Only active rewards can be ordered, and without this filter only they are returned',
				},
			],
		},
		optionsField(),
	],
	params: z.object({ ...listParams, filters, options: z.looseObject(requestOptions) }),
	execute: async ({ returnAll, limit, simplify, filters }, { tango, call }) => {
		const entries = (await tango.catalog.rewards(call)).filter((entry) => matches(entry, filters));
		return entries.slice(0, returnAll ? undefined : limit).map((entry) => rewardOutput(entry, simplify));
	},
});

function matches({ reward, brand }: CatalogEntry, wanted: z.output<typeof filters>): boolean {
	return (
		equal(brand.brandKey, wanted.brandKey) &&
		holds(brand.brandName, wanted.brandName) &&
		(!wanted.country || reward.countries?.some((country) => equal(country, wanted.country)) === true) &&
		equal(reward.currencyCode, wanted.currencyCode) &&
		holds(reward.rewardName, wanted.rewardName) &&
		equal(reward.rewardType, wanted.rewardType) &&
		equal(reward.status ?? 'active', wanted.status ?? 'active')
	);
}

function equal(value: string | undefined, wanted: string | undefined): boolean {
	return !wanted || value?.toLowerCase() === wanted.toLowerCase();
}

function holds(value: string | undefined, wanted: string | undefined): boolean {
	return !wanted || value?.toLowerCase().includes(wanted.toLowerCase()) === true;
}
