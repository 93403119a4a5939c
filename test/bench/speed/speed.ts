import type { Cleanups } from '../../n8n/shared/cleanups.ts';
import { step } from '../../n8n/shared/progress.ts';
import type { SpeedOptions } from '../options.ts';
import { makeRows } from '../rows.ts';
import { measure, waitsDuring } from './measure.ts';
import { openPeers, type Peer } from './peers.ts';
import { startSandboxProcess } from './sandboxProcess.ts';
import { formatTable, type Result } from './table.ts';

const WARM_UP = 500;

/**
 * The same orders through Tango Orders and through n8n's HTTP Request node, in real n8n's, against the same sandbox with
 * its rate limit lifted; between a Set node that sends nothing and a bare undici loop.
 */
export async function runSpeed({ orders, rounds }: SpeedOptions, cleanups: Cleanups): Promise<string> {
	const sandbox = startSandboxProcess();
	cleanups.add(async () => sandbox.stop());
	const access = await sandbox.reset();
	const peers = await openPeers(access, cleanups);

	for (const peer of peers) {
		const rows = makeRows(WARM_UP, `warm-${slug(peer)}`);
		await step(`Warming up: ${peer.name}`, async () => await peer.place(rows));
	}
	const results = new Map<string, Result>(peers.map(({ name }) => [name, { measured: [] }]));
	for (let round = 1; round <= rounds; round += 1) {
		for (const peer of peers) {
			const rows = makeRows(orders, `r${round}-${slug(peer)}`);
			const title = `Round ${round} of ${rounds}: ${peer.name}`;
			results
				.get(peer.name)
				?.measured.push(await step(title, async () => await measure(sandbox, peer, rows)));
		}
	}
	for (const peer of peers) {
		const rows = makeRows(orders, `waits-${slug(peer)}`);
		const result = results.get(peer.name);
		const waits = async () => await waitsDuring(sandbox, peer, rows);
		if (result) result.waits = await step(`Asking n8n meanwhile: ${peer.name}`, waits);
	}
	return formatTable(orders, results);
}

function slug({ name }: Peer): string {
	return name.replaceAll(/[^A-Za-z]/g, '');
}
