import { CATALOG } from '../catalog.ts';
import { type Answer, jsonAnswer } from '../exchange.ts';
import { cursorPage } from '../paging.ts';
import type { Route, Visit } from '../router.ts';

/* Lists that never change. */

export const catalogListRoutes: readonly Route[] = [
	{ verb: 'get', path: '/brandCategories', handle: () => jsonAnswer(200, { brandCategories: CATEGORIES }) },
	{ verb: 'get', path: '/credentialtypes', handle: () => jsonAnswer(200, CREDENTIAL_TYPES) },
	{ verb: 'get', path: '/mobileCountries', handle: () => jsonAnswer(200, MOBILE_COUNTRIES) },
	{ verb: 'get', path: '/rewardCountries', handle: listRewardCountries },
];

const CATEGORIES = [
	...new Map(
		CATALOG.flatMap(({ categories }) => categories).map((one) => [one.identifier, one] as const),
	).values(),
];

/** Of the types Tango's texts name, those that the catalog has. */
const CREDENTIAL_TYPES = [
	{ credentialType: 'cardNumber', description: 'The number of a card' },
	{ credentialType: 'claimCode', description: 'A code to be typed in' },
	{ credentialType: 'pin' },
	{ credentialType: 'redemptionUrl', description: 'A link to redeem the reward' },
];

/** How Tango wraps them is not known: a bare list is one of the shapes the API facts allow. */
const MOBILE_COUNTRIES = [
	{ isoCode: 'US', countryName: 'United States', countryCode: '1', languageCode: 'en' },
	{ isoCode: 'CA', countryName: 'Canada', countryCode: '1', languageCode: 'en' },
];

const country = (
	twoLetterCode: string,
	threeLetterCode: string,
	countryName: string,
	preferredCurrency: string,
) => ({ twoLetterCode, threeLetterCode, countryName, preferredCurrency });

const REWARD_COUNTRIES = [
	country('CA', 'CAN', 'Canada', 'CAD'),
	country('DE', 'DEU', 'Germany', 'EUR'),
	country('FR', 'FRA', 'France', 'EUR'),
	country('GB', 'GBR', 'United Kingdom', 'GBP'),
	country('IT', 'ITA', 'Italy', 'EUR'),
	country('US', 'USA', 'United States', 'USD'),
];

/** `countries` finds parts of names; both filters hold several values with commas between them. */
function listRewardCountries({ call: { query } }: Visit): Answer {
	const names = listIn(query, 'countries');
	const currencies = listIn(query, 'preferredCurrencies');
	const fitting = REWARD_COUNTRIES.filter(
		({ countryName, preferredCurrency }) =>
			(names.length === 0 || names.some((name) => countryName.toLowerCase().includes(name))) &&
			(currencies.length === 0 || currencies.includes(preferredCurrency.toLowerCase())),
	);
	const { found, ...cursors } = cursorPage(fitting, query);
	return jsonAnswer(200, { ...cursors, items: found });
}

function listIn(query: URLSearchParams, name: string): string[] {
	const parts = (query.get(name) ?? '').toLowerCase().split(',');
	return parts.map((part) => part.trim()).filter(Boolean);
}
