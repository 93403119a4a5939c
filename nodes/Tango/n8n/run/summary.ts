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
	const of: Readonly<Record<Fate['kind'], Fate[]>> = { done: [], unknown: [], failed: [], untried: [] };
	for (const [index, result] of results.entries()) {
		if (index === except) continue;
		const fate = fateOf(result, index);
		of[fate.kind].push(fate);
	}
	const isAlone = except === undefined;
	const nothingDone = results.length > 1 && of.done.length + of.unknown.length === 0;
	return [
		nothingDone ? `No ${isAlone ? '' : 'other '}row was carried out.` : '',
		sentence('Already carried out', of.done),
		sentence('Not known whether carried out', of.unknown),
		sentence(isAlone ? 'Failed' : 'Also failed', of.failed),
		sentence('Not tried', of.untried),
	]
		.filter(Boolean)
		.join(' ');
}

/** How many items have no output, by what is known of them. */
export function unfinished(results: ReadonlyArray<Result | undefined>): Unfinished {
	const kinds = results.map((result, index) => fateOf(result, index).kind);
	const unknown = kinds.filter((kind) => kind === 'unknown').length;
	return { unknown, failed: kinds.filter((kind) => kind !== 'done').length - unknown };
}

interface Fate {
	readonly kind: 'done' | 'unknown' | 'failed' | 'untried';
	readonly index: number;
	/** What the item is known by at Tango. */
	readonly name?: unknown;
}

function fateOf(result: Result | undefined, index: number): Fate {
	if (!result) return { kind: 'untried', index };
	if ('json' in result) {
		const [first] = result.json;
		return { kind: 'done', index, name: first?.referenceOrderID ?? first?.externalRefID };
	}
	const { error } = result;
	if (isTangoError(error) && error.code === 'CANCELLED') return { kind: 'untried', index };
	if (isTangoError(error) && error.code === 'OUTCOME_UNKNOWN') {
		return { kind: 'unknown', index, name: error.facts.externalRefID };
	}
	return { kind: 'failed', index };
}

function sentence(what: string, fates: readonly Fate[]): string {
	if (fates.length === 0) return '';
	const isNamed = fates.length <= MAX_NAMED && fates.some(({ name }) => typeof name === 'string');
	if (!isNamed) return `${what}: ${rowRanges(fates.map(({ index }) => index))}.`;
	const rows = fates.map(({ index, name }) =>
		typeof name === 'string' ? `${index + 1} (${oneLine(name)})` : `${index + 1}`,
	);
	return `${what}: ${fates.length === 1 ? 'row' : 'rows'} ${rows.join(', ')}.`;
}
