import {
	countryCode,
	currencyCode,
	folded,
	invalidInput,
	oneLine,
	searchFor,
	type CatalogEntry,
} from '../../core';
import type { ParamsOf } from '../../n8n/fields/form';
import { text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
import { rewardOutput } from './output';

const FILTERS = {
	brandKey: text({ placeholder: 'e.g. B916708' }),
	brandName: text({ description: 'Or words of it' }),
	country: text({ placeholder: 'e.g. US', description: 'Its two letters or its English name' }),
	currencyCode: text({ displayName: 'Currency', placeholder: 'e.g. USD' }),
	rewardName: text({ description: 'Or words of it' }),
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
	find: async (wanted, _limit, { tango, call }) => {
		const fits = fitsOf(wanted);
		return (await tango.catalog.rewards(call)).filter(fits);
	},
	output: rewardOutput,
});

/** What nobody could mean is refused: no reward at all would read as if Tango had none. */
function fitsOf(wanted: Partial<ParamsOf<typeof FILTERS>>): (entry: CatalogEntry) => boolean {
	const country = codeOf(
		'country',
		wanted.country,
		countryCode,
		'a country: write its two letters, such as US',
	);
	const currency = codeOf(
		'currencyCode',
		wanted.currencyCode,
		currencyCode,
		'a currency: write its three letters, such as USD',
	);
	const hasName = searchFor(wanted.rewardName);
	const hasBrandName = searchFor(wanted.brandName);
	return ({ reward, brand }) =>
		equal(brand.brandKey, wanted.brandKey) &&
		hasBrandName({ text: brand.brandName ?? '' }) &&
		(!country || reward.countries?.some((one) => equal(one, country)) === true) &&
		equal(reward.currencyCode, currency) &&
		hasName({ text: reward.rewardName ?? '' }) &&
		equal(reward.rewardType, wanted.rewardType) &&
		equal(reward.status ?? 'active', wanted.status ?? 'active');
}

function codeOf(
	field: string,
	written: string | undefined,
	read: (written: string) => string | undefined,
	expected: string,
): string | undefined {
	if (!written) return undefined;
	const code = read(written);
	if (code === undefined) throw invalidInput(field, `is “${oneLine(written, 50)}”, which is not ${expected}`);
	return code;
}

function equal(value: string | undefined, wanted: string | undefined): boolean {
	return !wanted || (value !== undefined && folded(value) === folded(wanted));
}
