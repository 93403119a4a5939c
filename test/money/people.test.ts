import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { startSandbox } from '../sandbox/server.ts';
import type { Sandbox } from '../sandbox/types.ts';
import { life } from './support/lives.ts';
import { People } from './support/people.ts';
import { everything, type Row } from './support/sheets.ts';

/*
 * Random lives of people with sheets: slips and spellings, mended rows, retries, turns of a loop and a reference in
 * somebody else's row go through Create's own fields, plan and limits, while requests fail. An order on the books
 * tells by its amount which reward it is, so nothing here depends on how references are made.
 */

/** Most of a life is waiting, so some are led at the same time. */
vi.setConfig({ maxConcurrency: 8, testTimeout: 120_000 });

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const LIVES_PER_SEED = 32;

/** What is told in some life of every seed. */
const HAPPENS = [
	'success',
	'OUTCOME_UNKNOWN',
	'REFERENCE_TAKEN',
	'recipientEmail',
	'reference',
	'maximumTotal',
];

describe.concurrent('whatever people write into their sheets, and however often they run them', () => {
	test.for(SEEDS)(
		'every reward is paid once, for its own person and within the Maximum Total (seed %i)',
		async (seed) => {
			const sandbox = await startSandbox();
			const words = new Set<string>();
			try {
				await fc.assert(
					fc.asyncProperty(life, everything, async (steps, rows) => {
						sandbox.reset();
						const people = new People(sandbox, words);
						try {
							for (const step of steps) await people.live(step);
							await expectGoodEnd(people, sandbox, rows);
						} finally {
							await people.close();
						}
					}),
					{ seed, numRuns: LIVES_PER_SEED },
				);
			} finally {
				await sandbox.close();
			}
			// In lives in which nothing happens, every law is kept.
			for (const word of HAPPENS) expect(words).toContain(word);
		},
	);
});

/** All is quiet, and every reward's own row is run once more, and then again. */
async function expectGoodEnd(people: People, { state }: Sandbox, rows: readonly Row[]): Promise<void> {
	await people.calmDown();
	const seen = await people.run(rows);
	// What a stranger's row took before stays the stranger's.
	const others = seen.flatMap((one) => (one.kind === 'success' ? [] : [one.error]));
	expect(others.filter(({ code }) => code !== 'REFERENCE_TAKEN')).toEqual([]);
	expect(state.orders, 'in the end every reward is paid').toHaveLength(rows.length);
	await people.run(rows);
	expect(state.orders, 'running it again pays nothing').toHaveLength(rows.length);
}
