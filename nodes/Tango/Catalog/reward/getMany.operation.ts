import type { CatalogEntry } from '../../core';
import type { ParamsOf } from '../../n8n/fields/form';
import { text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
import { rewardOutput } from './output';

const FILTERS = {
	brandKey: text({ placeholder: 'e.g. B916708' }),
	brandName: text({ description: 'Or a part of it' }),
	country: text({ placeholder: 'e.g. US' }),
	currencyCode: text({ displayName: 'Currency', placeholder: 'e.g. USD' }),
	rewardName: text({ description: 'Or a part of it' }),
	rewardType: text({ placeholder: 'e.g. gift card' }),
	status: text({
		default: 'active',
		description: 'Only active rewards can be ordered, and without this filter only they are returned',
	}),
};

export const getManyRewards = defineListOperation({
	resource: 'reward',
	action: 'Get many rewards',
	description:
		'Get the rewards that can be ordered, one item each. The catalog is kept for 12 hours, as Tango asks.',
	filters: FILTERS,
	find: async (wanted, _limit, { tango, call }) =>
		(await tango.catalog.rewards(call)).filter((entry) => matches(entry, wanted)),
	output: rewardOutput,
});

function matches({ reward, brand }: CatalogEntry, wanted: Partial<ParamsOf<typeof FILTERS>>): boolean {
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
