import { countryCode, currencyCode } from '../../core';
import { refused, type Field, type Look } from './field';
import { shown } from './given';
import { locator, optional } from './locator';

/* Countries and currencies, chosen or as people write them. What nobody could mean is refused: a list would be empty. */

/** @param leftOut what becomes of no value: in filters it is refused, in an address there is none */
export function country(
	look: Look = {},
	leftOut: typeof optional<string> = optional,
): Field<string | undefined> {
	const own = {
		displayName: 'Country',
		description: 'By ID: its two letters or its English name',
		searchListMethod: 'searchCountries',
		placeholder: 'e.g. US',
	};
	const chosen = leftOut(locator({}, { ...own, ...look }, 'a country'));
	return coded(chosen, countryCode, 'a country: write its two letters, such as US');
}

export function currency(look: Look = {}): Field<string | undefined> {
	const own = {
		displayName: 'Currency',
		description: 'By ID: its three letters, its sign or its English name',
		searchListMethod: 'searchCurrencies',
		placeholder: 'e.g. USD',
	};
	const chosen = optional(locator({}, { ...own, ...look }, 'a currency'));
	return coded(chosen, currencyCode, 'a currency: write its three letters, such as USD');
}

function coded(
	{ form, read }: Field<string | undefined>,
	codeOf: (written: string) => string | undefined,
	expected: string,
): Field<string | undefined> {
	return {
		form,
		read: (given) => {
			const reading = read(given);
			if (!('value' in reading) || reading.value === undefined) return reading;
			const value = codeOf(reading.value);
			return value === undefined
				? refused(`is ${shown(reading.value)}, which is not ${expected}`)
				: { value };
		},
	};
}
