import { countryNames, type CatalogEntry, type JsonRecord, type Searchable } from '../../core';

/** A row of a From List box, and what the search box finds it by. */
export interface ListRow extends Searchable {
	readonly label: string;
	readonly value: string;
}

/** More countries than this are counted. */
const MAX_COUNTRIES = 3;

const BALANCE = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const WORTH = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

export function customerRow({ customerIdentifier, displayName }: JsonRecord): ListRow {
	return row(customerIdentifier, [textOf(displayName), textOf(customerIdentifier)]);
}

export function accountRow({
	accountIdentifier,
	displayName,
	currencyCode,
	currentBalance,
}: JsonRecord): ListRow {
	const currency = textOf(currencyCode);
	const balance = typeof currentBalance === 'number' ? BALANCE.format(currentBalance) : '';
	const name = textOf(displayName) || textOf(accountIdentifier);
	return row(accountIdentifier, [name, joined([balance, currency], ' ')]);
}

export function alertRow({
	balanceAlertID,
	balanceAlertDisplayName,
	balanceAlertThreshold,
}: JsonRecord): ListRow {
	const threshold =
		typeof balanceAlertThreshold === 'number' ? `below ${BALANCE.format(balanceAlertThreshold)}` : '';
	return row(balanceAlertID, [textOf(balanceAlertDisplayName), threshold].filter(Boolean));
}

export function creditCardRow({ token, label, lastFourDigits }: JsonRecord): ListRow {
	const digits = textOf(lastFourDigits) && `(…${textOf(lastFourDigits)})`;
	return row(token, [joined([textOf(label), digits], ' '), textOf(token)]);
}

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

/** Rows that look alike are told apart by their ID. */
export function told(rows: readonly ListRow[]): ListRow[] {
	const count = new Map<string, number>();
	for (const { label } of rows) count.set(label, (count.get(label) ?? 0) + 1);
	return rows.map((one) =>
		count.get(one.label) === 1 ? one : { ...one, label: `${one.label} · ${one.value}` },
	);
}

/** What Tango left out is left out: a label never says "undefined". */
function row(id: unknown, parts: readonly string[], alsoFoundBy: readonly string[] = []): ListRow {
	const value = textOf(id);
	const label = joined([...new Set(parts)], ' · ') || value;
	return { label, value, text: [label, value, ...alsoFoundBy].join(' ') };
}

function joined(parts: readonly string[], by: string): string {
	return parts.filter((part) => part !== '').join(by);
}

function countriesShown(countries: readonly string[]): string {
	const more = countries.length - MAX_COUNTRIES;
	return countries.slice(0, MAX_COUNTRIES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
