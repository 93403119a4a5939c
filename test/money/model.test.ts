import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { startSandbox } from '../sandbox/server.ts';
import { commandsFor } from './support/modelCommands.ts';
import { emptyBooks, World } from './support/modelWorld.ts';

/*
 * Random lives of a platform: orders, repetitions, faults, restarts, revoked keys and expired tokens, in any order
 * and on real sockets, against a model that is little more than a map of references.
 */

/** Most of a life is waiting, so some are led at the same time. */
vi.setConfig({ maxConcurrency: 8, testTimeout: 120_000 });

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const LIVES_PER_SEED = 4;
const MAX_COMMANDS = 25;

const cases = (['twoKeys', 'oauth2'] as const).flatMap((auth) => SEEDS.map((seed) => ({ auth, seed })));

describe.concurrent('whatever happens to a platform, one thing after another', () => {
	test.for(cases)(
		'every reference is paid at most once and told as it is ($auth, seed $seed)',
		async ({ auth, seed }) => {
			const sandbox = await startSandbox();
			let placed = 0;
			const lives = fc.commands(commandsFor(auth), { maxCommands: MAX_COMMANDS, size: 'max' });
			try {
				await fc.assert(
					fc.asyncProperty(lives, async (commands) => {
						sandbox.reset();
						const world = new World(sandbox, auth);
						try {
							await fc.asyncModelRun(() => ({ model: emptyBooks(), real: world }), commands);
							placed += sandbox.state.orders.length;
						} finally {
							await world.close();
						}
					}),
					{ seed, numRuns: LIVES_PER_SEED },
				);
			} finally {
				await sandbox.close();
			}
			// In a life in which nothing happens, every promise is kept.
			expect(placed).toBeGreaterThan(0);
		},
	);
});
