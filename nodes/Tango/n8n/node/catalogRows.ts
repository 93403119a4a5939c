import { countryNames, currencyName, type Brand, type CatalogEntry, type JsonRecord } from '../../core';
import { joined, row, textOf, type ListRow } from './listRows';

/* Rows of the catalog's lists. */

/** More countries than this are counted. */
const MAX_COUNTRIES = 3;

const WORTH = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

export function rewardRow({ reward, brand }: CatalogEntry): ListRow {
	const { utid, rewardName, currencyCode = '', faceValue, minValue, maxValue, countries = [] } = reward;
	const name = rewardName ?? brand.brandName ?? utid;
	const worth = faceValue ?? (maxValue === undefined ? undefined : [minValue ?? 0, maxValue]);
	const shown =
		worth === undefined
			? ''
			: [worth]
					.flat()
					.map((value) => WORTH.format(value))
					.join('–');
	const names = [brand.brandName ?? '', brand.brandKey, ...countries.flatMap(countryNames)];
	return {
		...row(utid, [name, countriesShown(countries), joined([shown, currencyCode], ' ')], names),
		isWorth: (amount) =>
			amount === faceValue || (maxValue !== undefined && amount >= (minValue ?? 0) && amount <= maxValue),
	};
}

export function choiceProductRow({ utid, rewardName, currencyCode, countries }: JsonRecord): ListRow {
	const codes = Array.isArray(countries) ? countries.map(textOf).filter(Boolean) : [];
	const names = codes.flatMap(countryNames);
	return row(utid, [textOf(rewardName), countriesShown(codes), textOf(currencyCode)], names);
}

export function brandRow({ brandKey, brandName = '', categories }: Brand): ListRow {
	const kinds = categories.map(({ description = '' }) => description);
	return row(brandKey, [brandName, joined(kinds, ', '), brandKey].filter(Boolean));
}

export function categoryRow({ identifier, description }: JsonRecord): ListRow {
	return row(identifier, [textOf(description)]);
}

export function countryRow({ twoLetterCode, countryName, preferredCurrency }: JsonRecord): ListRow {
	const code = textOf(twoLetterCode);
	const parts = [textOf(countryName), code, textOf(preferredCurrency)].filter(Boolean);
	return row(code, parts, countryNames(code));
}

export function currencyRow(code: string): ListRow {
	return row(code, [currencyName(code), code].filter(Boolean));
}

function countriesShown(countries: readonly string[]): string {
	const more = countries.length - MAX_COUNTRIES;
	return countries.slice(0, MAX_COUNTRIES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
