/** One reward of the catalog, in the shape Tango sends. */
export interface CatalogItem {
	readonly utid: string;
	readonly rewardName: string;
	readonly currencyCode: string;
	readonly status: string;
	readonly valueType: 'FIXED_VALUE' | 'VARIABLE_VALUE';
	readonly rewardType: string;
	readonly isWholeAmountValueRequired: boolean;
	readonly isExpirable: boolean;
	readonly minValue?: number;
	readonly maxValue?: number;
	readonly faceValue?: number;
	readonly fee?: { readonly type: 'FLAT' | 'PERCENT'; readonly value: number };
	readonly createdDate: string;
	readonly lastUpdateDate: string;
	readonly countries: readonly string[];
	readonly credentialTypes: readonly string[];
	readonly redemptionInstructions: string;
	readonly fulfillmentType: 'DIGITAL' | 'PHYSICAL';
	readonly attributes: readonly string[];
}

export interface CatalogBrand {
	readonly brandKey: string;
	readonly brandName: string;
	readonly status: string;
	readonly categories: readonly { identifier: string; description: string }[];
	readonly items: readonly CatalogItem[];
}

type Value = Pick<CatalogItem, 'valueType' | 'minValue' | 'maxValue' | 'faceValue'>;
type Details = Partial<Omit<CatalogItem, keyof Value | 'utid' | 'rewardName'>>;

const CREATED = '2016-06-17T16:52:24Z';
const UPDATED = '2026-01-15T01:27:49.607Z';
const RETAIL = { identifier: '6b0f3c1e-0d5a-4d6e-9f0a-0c2a7a1f4b01', description: 'Retail' };
const FUN = { identifier: '6b0f3c1e-0d5a-4d6e-9f0a-0c2a7a1f4b02', description: 'Entertainment' };
const FOOD = { identifier: '6b0f3c1e-0d5a-4d6e-9f0a-0c2a7a1f4b03', description: 'Food & Drink' };
const CHOICE = { identifier: '6b0f3c1e-0d5a-4d6e-9f0a-0c2a7a1f4b04', description: 'Choice' };

const fixed = (faceValue: number): Value => ({ valueType: 'FIXED_VALUE', faceValue });
const range = (minValue: number, maxValue: number): Value => ({
	valueType: 'VARIABLE_VALUE',
	minValue,
	maxValue,
});

function item(utid: string, rewardName: string, value: Value, details: Details = {}): CatalogItem {
	return {
		utid,
		rewardName,
		currencyCode: 'USD',
		status: 'active',
		...value,
		rewardType: 'gift card',
		isWholeAmountValueRequired: false,
		isExpirable: false,
		createdDate: CREATED,
		lastUpdateDate: UPDATED,
		countries: ['US'],
		credentialTypes: ['claimCode'],
		redemptionInstructions: `<p>&bull; Sandbox only: this ${rewardName} has no value.</p>\r\n`,
		fulfillmentType: 'DIGITAL',
		attributes: ['EMAIL', 'PHONE'],
		...details,
	};
}

function brand(
	brandKey: string,
	brandName: string,
	category: CatalogBrand['categories'][number],
	items: CatalogItem[],
): CatalogBrand {
	return { brandKey, brandName, status: 'active', categories: [category], items };
}

const LINK = {
	rewardType: 'reward link',
	credentialTypes: ['redemptionUrl'],
	attributes: ['EMAIL', 'PHONE', 'EMBEDDED'],
};
const EUROPE = { currencyCode: 'EUR', countries: ['DE', 'FR', 'IT'] };

/** UTIDs and brand keys as seen in public samples where there were any; codes are never real. */
export const CATALOG: readonly CatalogBrand[] = [
	brand('B916708', 'Amazon.com', RETAIL, [item('U666425', 'Amazon.com Gift Card', range(0.01, 2000))]),
	brand('B173016', 'Amazon.co.uk', RETAIL, [
		item('U173016', 'Amazon.co.uk Gift Card', range(0.01, 1000), {
			currencyCode: 'GBP',
			countries: ['GB'],
		}),
	]),
	brand('B725361', 'AMC Theatres®', FUN, [
		item('U154092', 'AMC® Gift Card $10.00', fixed(10), {
			credentialTypes: ['cardNumber', 'pin'],
		}),
		item('U913336', 'AMC® Gift Card $25.00', fixed(25), {
			credentialTypes: ['cardNumber', 'pin'],
		}),
		item('U652361', 'AMC® Gift Card $50.00', fixed(50), {
			credentialTypes: ['cardNumber', 'pin'],
		}),
	]),
	brand('B561593', 'Reward Link', CHOICE, [item('U561593', 'Reward Link', range(0.01, 10000), LINK)]),
	brand('B561594', 'Reward Link Europe', CHOICE, [
		item('U561594', 'Reward Link EUR', range(0.01, 5000), { ...LINK, ...EUROPE }),
	]),
	brand('B468761', 'Apple', RETAIL, [
		item('U468761', 'Apple Gift Card IT', range(2, 250), { ...EUROPE, countries: ['IT'] }),
	]),
	brand('B761382', 'Starbucks', FOOD, [
		item('U761382', 'Starbucks eGift', range(5, 500), { isWholeAmountValueRequired: true }),
	]),
	brand('B781792', 'PayPal', CHOICE, [
		item('U781792', 'PayPal payout', range(1, 500), {
			rewardType: 'payment-paypal',
			attributes: ['EMAIL'],
			credentialTypes: ['redemptionUrl'],
			fee: { type: 'FLAT', value: 1 },
		}),
	]),
	brand('B420079', 'Virtual Mastercard', CHOICE, [
		item('U420079', 'Virtual Prepaid Mastercard', range(5, 1000), {
			rewardType: 'cash equivalent',
			credentialTypes: ['redemptionUrl'],
			isExpirable: true,
			fee: { type: 'PERCENT', value: 2.5 },
		}),
	]),
	brand('B900100', 'Sandbox Books', RETAIL, [
		item('U900101', 'Sandbox Books $20.00 (retired)', fixed(20), { status: 'inactive' }),
		item('U900102', 'Sandbox Books €15.00', fixed(15), EUROPE),
	]),
	brand('B900300', 'Sandbox Promo', CHOICE, [
		item('U900301', 'Sandbox Promo Link', range(1, 100), { ...LINK, rewardType: 'promo', isExpirable: true }),
	]),
	brand('B900200', 'Sandbox Plastic Card', RETAIL, [
		item('U900201', 'Sandbox Plastic Card', range(10, 100), {
			rewardType: 'physical gift card',
			fulfillmentType: 'PHYSICAL',
			attributes: ['ADDRESS'],
		}),
	]),
];

const ITEMS = new Map(CATALOG.flatMap(({ items }) => items.map((entry) => [entry.utid, entry] as const)));

export function findItem(utid: string): CatalogItem | undefined {
	return ITEMS.get(utid.toUpperCase());
}
