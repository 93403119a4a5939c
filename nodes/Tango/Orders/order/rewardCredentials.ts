import type { IDataObject } from 'n8n-workflow';
import { readRecord, type JsonRecord } from '../../core';
import { dataObject } from '../../n8n/run/output';

const HIDDEN = '[hidden]';

/** Where codes, links and PINs stand in an output item when they were asked for: simplified, and as Tango sends it. */
export const SENSITIVE_OUTPUT_FIELDS = [
	'rewardCredentials',
	'reward.credentials',
	'reward.credentialList',
	'reward.redemptionInstructions',
	'rewards',
	// Of Line Item: Get Embedded URL.
	'url',
];

/** Tango's names for them, should a reward stand elsewhere in the order, such as in a list of line items. */
const CREDENTIALS = /^credential(s|List)$/;

/** Names of Tango's identifiers: a PIN of four digits occurs in them by chance, and people need them whole. */
const IDENTIFIER = /^utid$|^etid$|(ID|Id|Identifier)$/;

/** Shorter texts would blot out parts of ordinary words; a code of that length is guessed anyway. */
const SHORTEST_CREDENTIAL = 4;

/**
 * Tango's order without codes, links and PINs: their fields are blotted out, and so is every other place in
 * the order that repeats one of them (instructions do).
 */
export function hideRewardCredentials(order: JsonRecord): IDataObject {
	const values = credentialValues(order.reward);
	const entries = Object.entries(order);
	return dataObject(
		Object.fromEntries(
			entries.map(([name, value]) => [
				name,
				name === 'reward' ? hideAll(value, values) : hideIn(name, value, values),
			]),
		),
	);
}

/** The reward's own credentials fields go whole, whatever their shape, as does a reward of another shape. */
function hideAll(reward: unknown, values: readonly string[]): unknown {
	if (reward === undefined || reward === null) return reward;
	if (typeof reward !== 'object' || Array.isArray(reward)) return HIDDEN;
	const kept = Object.entries(reward).filter(([name]) => !name.startsWith('credential'));
	return {
		...Object.fromEntries(kept.map(([name, value]) => [name, hideIn(name, value, values)])),
		credentials: HIDDEN,
	};
}

function hide(value: unknown, values: readonly string[]): unknown {
	if (typeof value === 'string') return values.reduce((text, one) => text.replaceAll(one, HIDDEN), value);
	if (Array.isArray(value)) return value.map((one) => hide(one, values));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hideIn(name, one, values)]));
}

/** The same for a field, whose name tells more. */
function hideIn(name: string, value: unknown, values: readonly string[]): unknown {
	if (CREDENTIALS.test(name)) return HIDDEN;
	return IDENTIFIER.test(name) && typeof value === 'string' ? value : hide(value, values);
}

/** Every text inside the reward's credential fields. */
function credentialValues(reward: unknown): string[] {
	const found: string[] = [];
	const collect = (value: unknown): void => {
		// Instructions are HTML, where a link's "&" is written "&amp;".
		if (typeof value === 'string') found.push(value, value.replaceAll('&', '&amp;'));
		else if (typeof value === 'number') found.push(String(value));
		else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
	};
	const { credentialList, credentials } = readRecord(reward);
	for (const entry of [credentialList].flat()) {
		collect(typeof entry === 'object' && entry !== null && 'value' in entry ? entry.value : entry);
	}
	collect(credentials);
	// Of another shape than Tango describes: all of it may be a code.
	if (typeof reward !== 'object' || Array.isArray(reward)) collect(reward);
	// The longest first, so that a link is hidden whole before the code inside it.
	return found.filter((text) => text.length >= SHORTEST_CREDENTIAL).sort((a, b) => b.length - a.length);
}
