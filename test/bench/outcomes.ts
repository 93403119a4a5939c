import type { TangoResult } from '../engine/support/tango.ts';
import { isUnknown, rowOf } from './chaos/reports.ts';

/** What a run tells of one row: paid, not paid by this run, or not known. */
export type Outcome = 'ok' | 'fail' | 'unknown';

/** One for each row of the run, in the order of the rows; undefined where the run lost it. */
export function outcomesOf(
	{ done, failed, error }: Pick<TangoResult, 'done' | 'failed' | 'error'>,
	rows: number,
): Array<Outcome | undefined> {
	// A run that stopped at an error tells the same of every row.
	const outcomes = Array.from({ length: rows }, () => (error ? outcomeOf(error.message) : undefined));
	for (const item of done) outcomes[rowOf(item)] = 'ok';
	for (const item of failed) outcomes[rowOf(item)] = outcomeOf(item.json.error);
	return outcomes;
}

function outcomeOf(message: unknown): Outcome {
	return isUnknown(message) ? 'unknown' : 'fail';
}
