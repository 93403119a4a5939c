import { describe, expect, it } from 'vitest';

import { rowOf, rowRanges } from '../../../../nodes/Tango/n8n/words/rows.ts';

describe('rows', () => {
	it('are counted from 1, and only where there is more than one', () => {
		expect(rowOf(2, 50)).toBe('row 3 of 50');
		expect(rowOf(0, 1)).toBe('');
		expect(rowOf(undefined, 50)).toBe('');
	});

	it.each([
		[[4], 'row 5'],
		[[0, 1, 2], 'rows 1 to 3'],
		[[0, 2], 'rows 1 and 3'],
		[[0, 3, 4, 5, 9], 'rows 1, 4 to 6 and 10'],
	])('are told as stretches: %j', (indexes, words) => {
		expect(rowRanges(indexes)).toBe(words);
	});

	it('are never told in more words than a person reads', () => {
		const everySecond = Array.from({ length: 5_000 }, (_, index) => index * 2);
		const words = rowRanges(everySecond);
		expect(words).toMatch(/^rows 1, 3, 5, .*29 and 4985 more$/);
		expect(words.length).toBeLessThan(200);
	});
});
