import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { startSandbox } from '../sandbox/server.ts';
import { bulkLife, BulkPeople, ROWS } from './support/bulkSheets.ts';

/*
 * Random lives of sheets that are sent as Bulk Orders, over real sockets: some rows or all, in requests of any length, beside
 * one another, refused, mended, killed between two requests, while answers are lost, late or not Tango's. The sandbox looks for
 * a line in no other order, so that what comes twice is paid twice.
 */

vi.setConfig({ maxConcurrency: 4, testTimeout: 120_000 });

const SEEDS = [1, 2, 3, 4];
const LIVES_PER_SEED = 16;

/** What was told in all lives, and what is told in some of them. */
const words = new Set<string>();
const HAPPENS = ['accepted', 'alreadyThere', 'refused', 'OUTCOME_UNKNOWN'];

afterAll(() => {
	// In lives in which nothing happens, every law is kept.
	for (const word of HAPPENS) expect(words).toContain(word);
});

describe.concurrent('however rows are sent together', () => {
	test.for(SEEDS)('each is paid once, and its outcome is known or named (seed %i)', async (seed) => {
		const sandbox = await startSandbox();
		try {
			await fc.assert(
				fc.asyncProperty(bulkLife, async (steps) => {
					sandbox.reset();
					const people = new BulkPeople(sandbox, words);
					try {
						for (const step of steps) await people.live(step);
						await people.calmDown();
						const all = Array.from({ length: ROWS }, (_, row) => row);
						for (const one of await people.run(all, 4)) expect(one.kind).toBe('success');
						expect(sandbox.state.asyncOrders.rewards, 'in the end every row is paid').toHaveLength(ROWS);
						await people.run(all, 3);
						expect(sandbox.state.asyncOrders.rewards, 'running it again pays nothing').toHaveLength(ROWS);
					} finally {
						await people.close();
					}
				}),
				{ seed, numRuns: LIVES_PER_SEED },
			);
		} finally {
			await sandbox.close();
		}
	});
});
