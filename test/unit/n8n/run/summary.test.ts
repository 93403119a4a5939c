import { describe, expect, it } from 'vitest';

import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import { summary, type Result } from '../../../../nodes/Tango/n8n/run/summary.ts';

const done = (name: string): Result => ({ json: [{ referenceOrderID: name }] });
const failed = (): Result => ({ error: new TangoError('REJECTED') });
const unknown = (externalRefID: string): Result => ({
	error: new TangoError('OUTCOME_UNKNOWN', { externalRefID }),
});

describe('what became of each item', () => {
	it('is told by rows counted from 1, with what a few are known by at Tango', () => {
		const results = [done('RA1'), failed(), unknown('t1abc'), failed(), failed(), failed(), undefined];
		expect(summary(results, 1)).toBe(
			'Already carried out: row 1 (RA1). Not known whether carried out: row 3 (t1abc). Also failed: rows 4 to 6. Not tried: row 7.',
		);
	});

	it('says that nothing was done, which people need to know most', () => {
		expect(summary([failed(), undefined, undefined], 0)).toBe(
			'No other row was carried out. Not tried: rows 2 to 3.',
		);
		expect(summary([undefined, undefined])).toBe('No row was carried out. Not tried: rows 1 to 2.');
	});

	it('stays short for ten thousand items, however they are mixed', () => {
		const long = 'R'.repeat(40);
		const mixed = Array.from({ length: 10_001 }, (_, index): Result | undefined => {
			return [done(long), failed(), unknown(long), undefined][index % 4];
		});
		const inOrder = Array.from({ length: 10_001 }, (_, index) => (index < 6_000 ? done(long) : undefined));
		const fewOfEach = [
			...Array.from({ length: 8 }, () => [done(long), unknown(long)]).flat(),
			...mixed.filter((result) => result === undefined || ('error' in result && !isUnknown(result))),
		];
		for (const results of [mixed, inOrder, fewOfEach]) {
			expect(summary(results, 3).length).toBeLessThan(1_500);
			expect(summary(results).length).toBeLessThan(1_500);
		}
		expect(summary(inOrder, 6_000)).toBe(
			'Already carried out: rows 1 to 6000. Not tried: rows 6002 to 10001.',
		);
	});
});

function isUnknown(result: Result): boolean {
	return 'error' in result && result.error instanceof TangoError && result.error.code === 'OUTCOME_UNKNOWN';
}
