import type { IDataObject } from 'n8n-workflow';
import { isTangoError, oneLine } from '../../core';

/** What became of one item. */
export type Result = { readonly json: readonly IDataObject[] } | { readonly error: unknown };

/**
 * What became of each item, for whoever finds a run stopped or cancelled: a person has to know which rewards went
 * out before going on. `except` is the item that an error is already about.
 */
export function summary(results: ReadonlyArray<Result | undefined>, except?: number): string {
	const fates = results.map((result, index) => (index === except ? undefined : fateOf(result, index)));
	const of = (kind: Fate['kind']) => fates.flatMap((fate) => (fate?.kind === kind ? [fate.item] : []));
	const isAlone = except === undefined;
	const nothingDone = results.length > 1 && of('done').length + of('unknown').length === 0;
	return [
		nothingDone ? `No ${isAlone ? '' : 'other '}item was carried out.` : '',
		sentence('Already carried out', of('done')),
		sentence('Not known whether carried out', of('unknown')),
		sentence(isAlone ? 'Failed' : 'Also failed', of('failed')),
		sentence('Not tried', of('untried')),
	]
		.filter(Boolean)
		.join(' ');
}

interface Fate {
	readonly kind: 'done' | 'unknown' | 'failed' | 'untried';
	/** The item's index, with what it is known by at Tango. */
	readonly item: string;
}

function fateOf(result: Result | undefined, index: number): Fate {
	if (!result) return { kind: 'untried', item: `${index}` };
	if ('json' in result)
		return {
			kind: 'done',
			item: named(index, result.json[0]?.referenceOrderID ?? result.json[0]?.externalRefID),
		};
	const { error } = result;
	if (isTangoError(error) && error.code === 'CANCELLED') return { kind: 'untried', item: `${index}` };
	if (isTangoError(error) && error.code === 'OUTCOME_UNKNOWN') {
		return { kind: 'unknown', item: named(index, error.facts.externalRefID) };
	}
	return { kind: 'failed', item: `${index}` };
}

function named(index: number, name: unknown): string {
	return typeof name === 'string' ? `${index} (${oneLine(name)})` : `${index}`;
}

function sentence(what: string, items: readonly string[]): string {
	return items.length === 0 ? '' : `${what}: items ${items.join(', ')}.`;
}
