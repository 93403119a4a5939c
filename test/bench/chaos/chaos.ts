import type { Cleanups } from '../../n8n/shared/cleanups.ts';
import { step } from '../../n8n/shared/progress.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { makeBed } from '../bed.ts';
import type { ChaosOptions } from '../options.ts';
import { type Line, type Place, runPeer } from './run.ts';
import { type Scenario, SCENARIOS } from './scenarios.ts';
import { type Block, formatReport } from './table.ts';

/** Who pays what how often while requests go wrong: every peer in the same n8n, under the same faults, in turn. */
export async function runChaos({ orders }: ChaosOptions, cleanups: Cleanups): Promise<string> {
	const sandbox = await startSandbox();
	cleanups.add(async () => await sandbox.close());
	const { rest } = await makeBed(sandbox, cleanups);

	const running: Array<Promise<Block>> = [];
	for (const scenario of SCENARIOS) {
		for (const seed of scenario.seeds) {
			const runs = await runPeers(scenario, seed, { rest, sandbox, orders });
			const block = Promise.all(runs).then((lines) => ({ scenario, seed, lines: lines.flat() }));
			// Awaited below; one that breaks until then must not end the process.
			block.catch(() => undefined);
			running.push(block);
		}
	}
	return formatReport(
		await step('Waiting for what has not returned', async () => await Promise.all(running)),
	);
}

async function runPeers(scenario: Scenario, seed: number, place: Place): Promise<Array<Promise<Line[]>>> {
	const runs: Array<Promise<Line[]>> = [];
	for (const peer of scenario.peers) {
		const title = `${scenario.title}, seed ${seed}: ${peer.name}`;
		const { lines } = await step(title, async () => await runPeer(peer, { scenario, seed }, place));
		lines.catch(() => undefined);
		runs.push(lines);
	}
	return runs;
}
