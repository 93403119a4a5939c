import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { startSandbox } from '../sandbox/server.ts';
import { Agents, openTools } from './support/agents.ts';
import { life } from './support/lives.ts';
import { People } from './support/people.ts';
import { everything, type Row } from './support/sheets.ts';

/*
 * Random lives of people with sheets: slips and spellings, mended rows, retries, turns of a loop and a reference in
 * somebody else's row go through Create's own fields, plan and limits, while requests fail. An order on the books
 * tells by its amount which reward it is, so nothing here depends on how references are made. In the same lives the
 * model of an AI agent asks for rewards, through n8n's own engine; such an order tells its event by its notes.
 */

// n8n's log has a line for each of thousands of refusals, and is set up when it is loaded.
vi.hoisted(() => vi.stubEnv('N8N_LOG_LEVEL', 'silent'));

/**
 * Much of a life is waiting, so some are led at the same time; more of them would keep one another from answering within
 * the limits of a fast clock. On a machine that is busy with other things they take several times as long.
 */
vi.setConfig({ maxConcurrency: 4, testTimeout: 300_000 });

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const LIVES_PER_SEED = 16;

/** What people and models were told in all lives, and what they are told in some of them. */
const words = new Set<string>();
const HAPPENS = [
	'success',
	'OUTCOME_UNKNOWN',
	'REFERENCE_TAKEN',
	'recipientEmail',
	'reference',
	'maximumTotal',
	'paid',
	'not_paid',
	'unknown',
	'paid after a doubt',
];

afterAll(() => {
	// In lives in which nothing happens, every law is kept.
	for (const word of HAPPENS) expect(words).toContain(word);
});

describe.concurrent('whatever people write into their sheets, and however often they run them', () => {
	test.for(SEEDS)(
		'every reward is paid once, for its own person and within the Maximum Total (seed %i)',
		async (seed) => {
			const sandbox = await startSandbox();
			const tools = await openTools(sandbox);
			try {
				await fc.assert(
					fc.asyncProperty(life, everything, async (steps, rows) => {
						sandbox.reset();
						const people = new People(sandbox, words, new Agents(sandbox, tools, words));
						try {
							for (const step of steps) await people.live(step);
							await expectGoodEnd(people, rows);
						} finally {
							await people.close();
						}
					}),
					// A shorter life that fails as well takes longer to find than a test may.
					{ seed, numRuns: LIVES_PER_SEED, endOnFailure: true },
				);
			} finally {
				await tools.close();
				await sandbox.close();
			}
		},
	);
});

/** All is quiet, and every reward's own row is run once more, and then again. */
async function expectGoodEnd(people: People, rows: readonly Row[]): Promise<void> {
	await people.calmDown();
	const seen = await people.run(rows);
	// What a stranger's row took before stays the stranger's.
	const others = seen.flatMap((one) => (one.kind === 'success' ? [] : [one.error]));
	expect(others.filter(({ code }) => code !== 'REFERENCE_TAKEN')).toEqual([]);
	expect(people.orders(), 'in the end every reward is paid').toHaveLength(rows.length);
	await people.run(rows);
	expect(people.orders(), 'running it again pays nothing').toHaveLength(rows.length);
	await people.agents.expectGoodEnd();
}
