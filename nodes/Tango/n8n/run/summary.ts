import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { isTangoError, oneLine } from '../../core';
import { rowRanges } from '../words/rows';
import type { Unfinished } from './operation';

/** What became of one item. */
export type Result =
	| {
			readonly json: readonly IDataObject[];
			/** The files of the input item, for the one item that comes out of it. */
			readonly binary?: IBinaryKeyData | undefined;
	  }
	| { readonly error: unknown };

/** So few are named one by one; of more the rows say which they are. */
const MAX_NAMED = 8;

/**
 * What became of each item, for whoever finds a run stopped or cancelled: a person has to know which rewards went
 * out before going on. `except` is the item that an error is already about. Of bounded length.
 */
export function summary(results: ReadonlyArray<Result | undefined>, except?: number): string {
	// In one go, as there may be 50,000 and nobody else has a turn meanwhile.
	const rows: Readonly<Record<Fate, number[]>> = { done: [], unknown: [], failed: [], untried: [] };
	for (const [index, result] of results.entries()) if (index !== except) rows[fateOf(result)].push(index);
	const sentence = (what: string, indexes: readonly number[]): string => {
		if (indexes.length === 0) return '';
		const names = indexes.length <= MAX_NAMED ? indexes.map((index) => nameOf(results[index])) : [];
		if (names.every((name) => name === undefined)) return `${what}: ${rowRanges(indexes)}.`;
		const named = indexes.map((index, place) => `${index + 1}${inBrackets(names[place])}`);
		return `${what}: ${indexes.length === 1 ? 'row' : 'rows'} ${named.join(', ')}.`;
	};
	const isAlone = except === undefined;
	const nothingDone = results.length > 1 && rows.done.length + rows.unknown.length === 0;
	return [
		nothingDone ? `No ${isAlone ? '' : 'other '}row was carried out.` : '',
		sentence('Already carried out', rows.done),
		sentence('Not known whether carried out', rows.unknown),
		sentence(isAlone ? 'Failed' : 'Also failed', rows.failed),
		sentence('Not tried', rows.untried),
	]
		.filter(Boolean)
		.join(' ');
}

/** How many items have no output, by what is known of them. */
export function unfinished(results: ReadonlyArray<Result | undefined>): Unfinished {
	const counts: Record<Fate, number> = { done: 0, unknown: 0, failed: 0, untried: 0 };
	for (const result of results) counts[fateOf(result)] += 1;
	return { unknown: counts.unknown, failed: counts.failed + counts.untried };
}

type Fate = 'done' | 'unknown' | 'failed' | 'untried';

function fateOf(result: Result | undefined): Fate {
	if (!result) return 'untried';
	if ('json' in result) return 'done';
	const { error } = result;
	if (isTangoError(error) && error.code === 'CANCELLED') return 'untried';
	return isTangoError(error) && error.code === 'OUTCOME_UNKNOWN' ? 'unknown' : 'failed';
}

/** What the item is known by at Tango, where somebody has to find it there. */
function nameOf(result: Result | undefined): string | undefined {
	if (!result) return undefined;
	const name = 'json' in result ? nameOfDone(result.json) : nameOfUnknown(result.error);
	return typeof name === 'string' ? name : undefined;
}

function nameOfDone([first]: readonly IDataObject[]): unknown {
	return first?.referenceOrderID ?? first?.externalRefID;
}

function nameOfUnknown(error: unknown): unknown {
	return isTangoError(error) && error.code === 'OUTCOME_UNKNOWN' ? error.facts.externalRefID : undefined;
}

function inBrackets(name: string | undefined): string {
	return name === undefined ? '' : ` (${oneLine(name)})`;
}
