import { countryCode, currencyCode } from '../../core';
import { refused, type Field, type Look } from './field';
import { shown } from './given';
import { text } from './text';

/* Countries and currencies, by what people write for them. What nobody could mean is refused: a list would be empty. */

export function country(look: Look = {}): Field<string | undefined> {
	const own = { placeholder: 'e.g. US', description: 'Its two letters or its English name' };
	return coded({ ...own, ...look }, countryCode, 'a country: write its two letters, such as US');
}

export function currency(look: Look = {}): Field<string | undefined> {
	const own = { displayName: 'Currency', placeholder: 'e.g. USD' };
	return coded({ ...own, ...look }, currencyCode, 'a currency: write its three letters, such as USD');
}

function coded(
	look: Look,
	codeOf: (written: string) => string | undefined,
	expected: string,
): Field<string | undefined> {
	const { form, read } = text(look);
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
