import { folded } from './search';

/* What people write for a country or a currency, and the codes that Tango knows. */

/** Written often, and in no list of names. */
const COUNTRY_ALIASES: Readonly<Record<string, string>> = {
	usa: 'US',
	'u.s.': 'US',
	'u.s.a.': 'US',
	america: 'US',
	uk: 'GB',
	gbr: 'GB',
	'great britain': 'GB',
	england: 'GB',
	can: 'CA',
	aus: 'AU',
	deu: 'DE',
	ger: 'DE',
	fra: 'FR',
	ita: 'IT',
	esp: 'ES',
	nld: 'NL',
	holland: 'NL',
	ind: 'IN',
	mex: 'MX',
	bra: 'BR',
	jpn: 'JP',
};

const CURRENCY_SIGNS: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP' };

const REGIONS = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const CURRENCIES = new Intl.DisplayNames(['en'], { type: 'currency', fallback: 'none' });

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Without those that were replaced, as UK and DD were. */
const COUNTRY_CODES = LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`)).filter(
	(code) => new Intl.Locale(`und-${code}`).region === code,
);

let countries: ReadonlyMap<string, string> | undefined;
let currencies: ReadonlyMap<string, string> | undefined;

/** The two letters of a country: "US" for us, USA and United States; undefined when it is none that we know. */
export function countryCode(written: string): string | undefined {
	const text = folded(written).trim();
	countries ??= byName(COUNTRY_CODES, REGIONS);
	if (/^[a-z]{2}$/.test(text) && REGIONS.of(text.toUpperCase()))
		return COUNTRY_ALIASES[text] ?? text.toUpperCase();
	return COUNTRY_ALIASES[text] ?? countries.get(text);
}

/** The three letters of a currency: "USD" for usd, $ and US Dollar; undefined when it is none that we know. */
export function currencyCode(written: string): string | undefined {
	const text = folded(written).trim();
	if (/^[a-z]{3}$/.test(text)) return text.toUpperCase();
	currencies ??= byName(Intl.supportedValuesOf('currency'), CURRENCIES);
	return CURRENCY_SIGNS[text] ?? currencies.get(text);
}

/** What a currency is called in English; empty when nobody knows. */
export function currencyName(code: string): string {
	return (/^[A-Za-z]{3}$/.test(code) && CURRENCIES.of(code.toUpperCase())) || '';
}

/** All that a country is called: code, English name and aliases. */
export function countryNames(code: string): string[] {
	const upper = code.toUpperCase();
	const aliases = Object.entries(COUNTRY_ALIASES).flatMap(([alias, of]) => (of === upper ? [alias] : []));
	return [code, (/^[A-Z]{2}$/.test(upper) && REGIONS.of(upper)) || '', ...aliases];
}

function byName(codes: readonly string[], names: Intl.DisplayNames): Map<string, string> {
	return new Map(
		codes.flatMap((code) => {
			const name = names.of(code);
			return name ? [[folded(name), code] as const] : [];
		}),
	);
}
