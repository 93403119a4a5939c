import { folded, searchFor, type CatalogEntry } from '../../core';
import { country, currency } from '../../n8n/fields/codes';
import type { ParamsOf } from '../../n8n/fields/form';
import { text } from '../../n8n/fields/text';

export const REWARD_FILTERS = {
	brandKey: text({ placeholder: 'e.g. B916708' }),
	brandName: text({ description: 'Or words of it' }),
	country: country(),
	currencyCode: currency(),
	rewardName: text({ description: 'Or words of it' }),
	rewardType: text({ placeholder: 'e.g. gift card' }),
	status: text({
		default: 'active',
		description: 'Only active rewards can be ordered, and without this filter only they are returned',
	}),
};

type RewardFilters = Partial<ParamsOf<typeof REWARD_FILTERS>>;

/** The catalog is one object of a few megabytes, so it is searched here. */
export function rewardsThatFit(entries: readonly CatalogEntry[], wanted: RewardFilters): CatalogEntry[] {
	const hasName = searchFor(wanted.rewardName);
	const hasBrandName = searchFor(wanted.brandName);
	return entries.filter(
		({ reward, brand }) =>
			equal(brand.brandKey, wanted.brandKey) &&
			hasBrandName({ text: brand.brandName ?? '' }) &&
			(!wanted.country || reward.countries?.some((one) => equal(one, wanted.country)) === true) &&
			equal(reward.currencyCode, wanted.currencyCode) &&
			hasName({ text: reward.rewardName ?? '' }) &&
			equal(reward.rewardType, wanted.rewardType) &&
			equal(reward.status ?? 'active', wanted.status ?? 'active'),
	);
}

function equal(value: string | undefined, wanted: string | undefined): boolean {
	return !wanted || (value !== undefined && folded(value) === folded(wanted));
}
