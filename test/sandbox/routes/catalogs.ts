import { CATALOG, type CatalogBrand, type CatalogItem } from '../catalog.ts';
import { type Answer, jsonAnswer } from '../exchange.ts';
import type { Route, Visit } from '../router.ts';

export const catalogRoutes: readonly Route[] = [{ verb: 'get', path: '/catalogs', handle: getCatalog }];

const TIMES = { createdDate: '2016-06-17T16:52:24Z', lastUpdateDate: '2026-01-15T01:27:49Z' };
const IMAGE_SIZES = ['80w', '130w', '200w', '278w', '300w', '1200w'];

function getCatalog({ call: { query } }: Visit): Answer {
	return jsonAnswer(200, catalogView('Sandbox Test Catalog', CATALOG, query));
}

/** Brands and rewards that the query fits, as Tango wraps them. */
export function catalogView(catalogName: string, all: readonly CatalogBrand[], query: URLSearchParams) {
	const verbose = query.get('verbose') !== 'false';
	const brands = all
		.filter((brand) => brandFits(brand, query))
		.map((brand) => ({ ...brand, items: brand.items.filter((item) => itemFits(item, query)) }))
		.filter(({ items }) => items.length > 0)
		.map((brand) => (verbose ? verboseView(brand) : briefView(brand)));
	return { catalogName, brands };
}

function brandFits(brand: CatalogBrand, query: URLSearchParams): boolean {
	const categories = query.getAll('categoryIds');
	return (
		equals(query, 'brandKey', brand.brandKey) &&
		equals(query, 'brandName', brand.brandName) &&
		(categories.length === 0 || brand.categories.some(({ identifier }) => categories.includes(identifier)))
	);
}

function itemFits(item: CatalogItem, query: URLSearchParams): boolean {
	const types = query.getAll('rewardType');
	const fulfillment = query.getAll('fulfillmentType');
	const country = query.get('country');
	return (
		equals(query, 'utid', item.utid) &&
		equals(query, 'rewardName', item.rewardName) &&
		equals(query, 'status', item.status) &&
		equals(query, 'currencyCode', item.currencyCode) &&
		(country === null || item.countries.includes(country)) &&
		(types.length === 0 || types.includes('all') || types.includes(item.rewardType)) &&
		(fulfillment.length === 0 || fulfillment.includes(item.fulfillmentType)) &&
		query.getAll('itemAttribute').every((attribute) => item.attributes.includes(attribute))
	);
}

function equals(query: URLSearchParams, name: string, value: string): boolean {
	return !query.has(name) || query.get(name) === value;
}

/** `verbose=false` drops the brand's texts, images and status. */
function briefView({ brandKey, brandName, categories, items }: CatalogBrand) {
	return { brandKey, brandName, ...TIMES, categories, items };
}

function verboseView(brand: CatalogBrand) {
	const { brandKey, brandName, status } = brand;
	const image = (size: string) => `https://images.example/${brandKey.toLowerCase()}-${size}-326ppi.png`;
	return {
		...briefView(brand),
		status,
		disclaimer: `<p>${brandName} does not take part in this sandbox.</p>`,
		description: `<p>A pretended ${brandName} reward.</p>`,
		shortDescription: `<p>${brandName}</p>`,
		terms: '<p>Sandbox only. No value.</p>',
		brandRequirements: { alwaysShowDisclaimer: false },
		imageUrls: Object.fromEntries(IMAGE_SIZES.map((size) => [`${size}-326ppi`, image(size)])),
	};
}
