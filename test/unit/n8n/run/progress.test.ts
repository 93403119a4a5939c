import { describe, expect, it } from 'vitest';

import { progressOf } from '../../../../nodes/Tango/n8n/run/progress.ts';

/** A run of so many rows, one row after each of these seconds, and what it tells. */
function toldAt(rows: number, seconds: readonly number[]): string[] {
	const told: string[] = [];
	let now = 0;
	const begun = Date.parse('2026-11-25T14:00:00Z');
	const watch = { now: () => now, unix: () => begun + now };
	const rowDone = progressOf(rows, (what) => told.push(what), watch);
	for (const second of seconds) {
		now = second * 1_000;
		rowDone();
	}
	return told;
}

const everySecond = (rows: number) => Array.from({ length: rows }, (_, index) => index + 1);

describe('the progress of a run', () => {
	it('is told every ten seconds, with the end that is to be expected', () => {
		expect(toldAt(600, everySecond(25))).toEqual([
			'10 of 600 rows are done. The rest takes about 10 minutes, until 2026-11-25 14:10 UTC.',
			'20 of 600 rows are done. The rest takes about 10 minutes, until 2026-11-25 14:10 UTC.',
		]);
	});

	it('is not told of a run that is over within ten seconds, nor with the last row', () => {
		expect(toldAt(9, everySecond(9))).toEqual([]);
		expect(toldAt(10, everySecond(10))).toEqual([]);
	});

	it.each([
		[11, 'about a minute, until 2026-11-25 14:00 UTC'],
		[70, 'about a minute, until 2026-11-25 14:01 UTC'],
		[7_200, 'about 120 minutes, until 2026-11-25 16:00 UTC'],
		[36_000, 'about 10 hours, until 2026-11-26 00:00 UTC'],
	])('with %i rows at one a second says %s', (rows, words) => {
		expect(toldAt(rows, everySecond(10))).toEqual([`10 of ${rows} rows are done. The rest takes ${words}.`]);
	});
});
