import { type FieldRule, free, rule } from './fieldRule.ts';
import { cursorRules } from './listFilters.ts';

const REWARD_TYPES = [
	'all',
	'gift card',
	'promo',
	'donation',
	'reward link',
	'payment ach',
	'payment card',
	'reporting',
	'payment-paypal',
	'tango open loop',
	'cash equivalent',
	'physical gift card',
];

/** GET /catalogs and GET /choiceProducts/{choiceProductUtid}/catalog. */
export const catalogFilterRules: readonly FieldRule[] = [
	...free('§2.3', ['brandKey', 'brandName', 'utid', 'rewardName', 'status', 'currencyCode', 'country']),
	rule('verbose', { type: 'boolean' }, '400.501', '§2.3', { bad: ['yes'], good: ['true', 'false'] }),
	rule('rewardType', { oneOf: REWARD_TYPES }, '400.501', '§2.3', {
		bad: ['voucher', 'Gift Card'],
		good: ['gift card', ['promo', 'reward link']],
	}),
	rule('fulfillmentType', { oneOf: ['DIGITAL', 'PHYSICAL'] }, '400.501', '§2.3', {
		bad: ['digital'],
		good: ['DIGITAL'],
	}),
	rule('itemAttribute', { oneOf: ['EMAIL', 'PHONE', 'ADDRESS', 'EMBEDDED'] }, '400.501', '§2.3', {
		bad: ['MAIL'],
		good: ['PHONE', ['EMAIL', 'EMBEDDED']],
	}),
	rule(
		'categoryIds',
		{ matches: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, means: 'a UUID' },
		'422.122',
		'§2.3',
		{ bad: ['Retail'], good: ['6b0f3c1e-0d5a-4d6e-9f0a-0c2a7a1f4b01'] },
		{ why: 'The key is a guess.' },
	),
];

/** GET /choiceProducts. */
export const choiceProductFilterRules: readonly FieldRule[] = free('§2.3', [
	'rewardName',
	'currencyCode',
	'countries',
]);

/** GET /rewardCountries, which knows no `paginate`. */
export const countryFilterRules: readonly FieldRule[] = [
	...free('§2.3, §10.1 row 1', ['countries', 'preferredCurrencies']),
	...cursorRules.filter(({ field }) => field !== 'paginate').map((one) => ({ ...one, sample: {} })),
];
