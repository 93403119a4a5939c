import { CATALOG, type CatalogItem } from '../catalog.ts';
import { invalidField } from '../errors.ts';
import { type Answer, jsonAnswer } from '../exchange.ts';
import type { Route, Visit } from '../router.ts';
import { catalogView } from './catalogs.ts';

export const choiceProductRoutes: readonly Route[] = [
	{ verb: 'get', path: '/choiceProducts', handle: listChoiceProducts },
	{ verb: 'get', path: '/choiceProducts/{utid}', handle: getChoiceProduct },
	{ verb: 'get', path: '/choiceProducts/{choiceProductUtid}/catalog', handle: getCatalog },
];

const TYPES: readonly string[] = ['reward link', 'promo'];
const PRODUCTS = CATALOG.flatMap(({ items }) => items).filter(({ rewardType }) => TYPES.includes(rewardType));

function listChoiceProducts({ call: { query } }: Visit): Answer {
	const countries = query.getAll('countries');
	const found = PRODUCTS.filter(
		(product) =>
			(!query.has('rewardName') || query.get('rewardName') === product.rewardName) &&
			(!query.has('currencyCode') || query.get('currencyCode') === product.currencyCode) &&
			(countries.length === 0 || product.countries.some((country) => countries.includes(country))),
	);
	return jsonAnswer(200, { choiceProducts: found.map(productView) });
}

function getChoiceProduct({ parameter }: Visit): Answer {
	return jsonAnswer(200, productView(existing(parameter('utid'))));
}

/** What can be chosen: every other brand's rewards of the same currency. */
function getCatalog({ call: { query }, parameter }: Visit): Answer {
	const { rewardName, currencyCode } = existing(parameter('choiceProductUtid'));
	const brands = CATALOG.map((brand) => ({
		...brand,
		items: brand.items.filter((item) => item.currencyCode === currencyCode && !PRODUCTS.includes(item)),
	}));
	return jsonAnswer(200, catalogView(rewardName, brands, query));
}

/** The key is a guess; Tango's document has no 404 here. */
function existing(utid: string): CatalogItem {
	const product = PRODUCTS.find((one) => one.utid === utid.toUpperCase());
	if (!product) throw invalidField('utid', '422.164', 'The utid is not valid', utid);
	return product;
}

function productView({ utid, rewardName, currencyCode, countries }: CatalogItem) {
	return { utid, rewardName, currencyCode, countries };
}
