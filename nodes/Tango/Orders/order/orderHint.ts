import type { IDataObject } from 'n8n-workflow';
import type { Unfinished } from '../../n8n/run/operation';

/** A run in one line: how many were placed and what they cost, how many were there, how many were not. */
export function orderHint(
	outputs: readonly IDataObject[],
	{ failed, unknown }: Unfinished,
): string | undefined {
	// After a lost answer the order that is found may be this run's own.
	const placed = outputs.filter(({ replayed, attempts }) => replayed !== true || attempts !== 1);
	const known = outputs.length - placed.length;
	const all = outputs.length + failed + unknown;
	if (all < 2 && known === 0) return undefined;
	const sentences = [
		placed.length > 0 ? `${placed.length} of ${all} orders were placed, for ${totals(placed)}.` : '',
		known > 0 ? `${known} of ${all} orders existed already; nothing was paid again for them.` : '',
		failed > 0 ? `${failed} of ${all} failed, and nothing was paid for them: "error" says why.` : '',
		unknown > 0 ? `Of ${unknown} of ${all} it is not known: "message" says how to settle it.` : '',
	];
	return sentences.filter(Boolean).join(' ');
}

/** "50.00 USD and 20.00 EUR in all": what the accounts paid. */
function totals(placed: readonly IDataObject[]): string {
	const cents = new Map<string, number>();
	for (const order of placed) {
		const { value, currency } = charged(order);
		if (value === undefined || currency === undefined) return 'what "amountCharged" says';
		cents.set(currency, (cents.get(currency) ?? 0) + Math.round(value * 100));
	}
	const sums = [...cents].map(([currency, sum]) => `${(sum / 100).toFixed(2)} ${currency}`);
	return `${sums.join(' and ')} in all`;
}

function charged({ amountCharged, chargedCurrencyCode }: IDataObject) {
	// Not simplified, it is as Tango sends it.
	if (typeof amountCharged === 'object' && amountCharged !== null && 'currencyCode' in amountCharged) {
		const { total, value, currencyCode } = amountCharged;
		return { value: numberOf(total) ?? numberOf(value), currency: textOf(currencyCode) };
	}
	return { value: numberOf(amountCharged), currency: textOf(chargedCurrencyCode) };
}

function numberOf(value: unknown): number | undefined {
	return typeof value === 'number' ? value : undefined;
}

function textOf(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}
