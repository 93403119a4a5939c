import { folded, searchFor, type CatalogEntry } from '../../core';
import { choice } from '../../n8n/fields/choices';
import { brand, category } from '../../n8n/fields/catalogLocators';
import { country, currency } from '../../n8n/fields/codes';
import { DELIVERY_METHODS } from '../../n8n/fields/deliveryMethods';
import type { Field } from '../../n8n/fields/field';
import type { ParamsOf } from '../../n8n/fields/form';
import { optional } from '../../n8n/fields/locator';
import { reward } from '../../n8n/fields/locators';
import { listOf, manyOf } from '../../n8n/fields/many';
import { text } from '../../n8n/fields/text';
import { REWARD_TYPES } from './rewardTypes';

const { ADDRESS, EMAIL, EMBEDDED, PHONE } = DELIVERY_METHODS;

const STATUS = choice(
	{
		active: { name: 'Active', description: 'Can be ordered' },
		deleted: { name: 'Deleted', description: 'Is not in the catalog any more' },
		inactive: { name: 'Inactive', description: 'Cannot be ordered at the moment' },
		test: { name: 'Test', description: 'Is there for tests alone' },
	},
	{
		default: 'active',
		description: 'Only active rewards can be ordered, and without this filter only they are returned',
	},
);

/** It was a text once, in any case, and blank when nothing was written there. */
const status: Field<'active' | 'deleted' | 'inactive' | 'test' | undefined> = {
	...STATUS,
	read: (given) => {
		if (given === '') return { value: undefined };
		return STATUS.read(typeof given === 'string' ? folded(given).trim() : given);
	},
};

export const REWARD_FILTERS = {
	brandKey: optional(brand()),
	brandName: text({ description: 'The whole name, or words of it' }),
	categoryIds: listOf(
		optional(category({ description: 'By ID: several with commas between them, any of which fits' })),
	),
	country: country(),
	currencyCode: currency(),
	itemAttribute: manyOf(
		{ ADDRESS, EMAIL, EMBEDDED, PHONE },
		{
			displayName: 'Delivery Methods',
			description: 'Ways of delivery, all of which the reward must allow',
		},
	),
	rewardName: text({ description: 'The whole name, or words of it' }),
	rewardType: manyOf(REWARD_TYPES, {
		displayName: 'Reward Types',
		description: 'What kinds of rewards are listed; any of them fits',
	}),
	status,
	utid: optional(reward()),
};

type RewardFilters = Partial<ParamsOf<typeof REWARD_FILTERS>>;

/** The catalog is one object of a few megabytes, so it is searched here. */
export function rewardsThatFit(entries: readonly CatalogEntry[], wanted: RewardFilters): CatalogEntry[] {
	const hasName = searchFor(wanted.rewardName);
	const hasBrandName = searchFor(wanted.brandName);
	const { itemAttribute = [], rewardType = ['all'], status = 'active' } = wanted;
	return entries.filter(
		({ reward, brand }) =>
			equal(brand.brandKey, wanted.brandKey) &&
			hasBrandName({ text: brand.brandName ?? '' }) &&
			isOf(brand.categories, wanted.categoryIds) &&
			(!wanted.country || reward.countries?.some((one) => equal(one, wanted.country)) === true) &&
			equal(reward.currencyCode, wanted.currencyCode) &&
			itemAttribute.every((way) => reward.attributes?.includes(way)) &&
			hasName({ text: reward.rewardName ?? '' }) &&
			(rewardType.includes('all') || rewardType.some((one) => equal(reward.rewardType, one))) &&
			equal(reward.status ?? 'active', status) &&
			equal(reward.utid, wanted.utid),
	);
}

/** Whether a brand is of one of the categories; of any, where none is wanted. */
export function isOf(
	categories: ReadonlyArray<{ readonly identifier?: string | undefined }>,
	wanted: readonly string[] | undefined,
): boolean {
	return !wanted || wanted.some((one) => categories.some(({ identifier }) => equal(identifier, one)));
}

export function equal(value: string | undefined, wanted: string | undefined): boolean {
	return !wanted || (value !== undefined && folded(value) === folded(wanted));
}
