import { describe, expect, it } from 'vitest';

import { breathing } from '../../../../nodes/Tango/core/foundation/breathe.ts';
import { groupedBy } from '../../../../nodes/Tango/core/foundation/grouped.ts';

describe('a long list in groups', () => {
	it('keeps the order of the first members, and of all within a group', async () => {
		const groups = await groupedBy([3, 1, 5, 2, 4], (one) => (one % 2 === 0 ? 'even' : 'odd'), breathing());
		expect(groups).toEqual([
			['odd', [3, 1, 5]],
			['even', [2, 4]],
		]);
	});

	it('gives the event loop a turn after every 10 ms of work', async () => {
		let now = 0;
		let turns = 0;
		const turn = async () => void turns++;
		await groupedBy(Array(41).keys(), () => (now += 5), breathing(undefined, { now: () => now, turn }));
		expect(turns).toBe(20);
	});
});
