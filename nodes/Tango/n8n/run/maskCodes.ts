import type { IDataObject } from 'n8n-workflow';
import { dataObject } from './output';

const HIDDEN = '[hidden]';

/** Fields that hold a reward's code, link (of an embedded reward) or PIN, or text with it, wherever they stand in an order. */
const HOLDS_CODE =
	/^(?:rewardCredentials?|credentials?|credentialList|redemptionInstructions|url)$|embed\w*url/i;

/** Shorter texts would blot out parts of ordinary words. */
const SHORTEST = 4;

/** Identifiers stay whole: a PIN of four digits occurs in them by chance. */
const IDENTIFIER = /^utid$|^etid$|(ID|Id|Identifier)$/;

/** An output item as a model may see it: no field that can hold a code, and no other text that repeats one. */
export function maskCodes(json: IDataObject): IDataObject {
	const codes = new Set<string>();
	collect(json, codes, false);
	const longestFirst = [...codes].sort((a, b) => b.length - a.length);
	return dataObject(masked(json, longestFirst));
}

function collect(value: unknown, codes: Set<string>, isCode: boolean): void {
	if (isCode && (typeof value === 'string' || typeof value === 'number')) {
		const text = String(value);
		if (text.length >= SHORTEST) codes.add(text).add(text.replaceAll('&', '&amp;'));
	}
	if (typeof value !== 'object' || value === null) return;
	const entries = Object.entries(value);
	// Of an entry of Tango's list only the value is a code: "Claim Code" is its label.
	const isEntry = isCode && entries.some(([name]) => name === 'value');
	for (const [name, one] of entries) {
		if (isEntry) collect(one, codes, name === 'value');
		else collect(one, codes, isCode || (HOLDS_CODE.test(name) && name !== 'redemptionInstructions'));
	}
}

function masked(json: object, codes: readonly string[]): Record<string, unknown> {
	return Object.fromEntries(Object.entries(json).map(([name, one]) => [name, maskedField(name, one, codes)]));
}

function maskedField(name: string, value: unknown, codes: readonly string[]): unknown {
	if (HOLDS_CODE.test(name)) return HIDDEN;
	return IDENTIFIER.test(name) && typeof value === 'string' ? value : maskedValue(value, codes);
}

function maskedValue(value: unknown, codes: readonly string[]): unknown {
	if (typeof value === 'string') return codes.reduce((text, one) => text.replaceAll(one, HIDDEN), value);
	if (Array.isArray(value)) return value.map((one: unknown) => maskedValue(one, codes));
	return typeof value === 'object' && value !== null ? masked(value, codes) : value;
}
