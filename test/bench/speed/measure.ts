import type { Row } from '../rows.ts';
import type { Peer } from './peers.ts';
import { type ProcessUse, watchProcess } from './processStats.ts';
import type { SandboxProcess, SandboxStats } from './sandboxProcess.ts';

export interface Measurement extends ProcessUse {
	/** From the start of the work to its end. */
	wallMs: number;
	stats: SandboxStats;
}

/** One peer orders one list from a sandbox with empty books. */
export async function measure(
	sandbox: SandboxProcess,
	{ pid, place }: Peer,
	rows: Row[],
): Promise<Measurement> {
	await sandbox.reset();
	const startedAt = performance.now();
	const use = await watchProcess(pid, async () => await place(rows));
	return { ...use, wallMs: performance.now() - startedAt, stats: await sandbox.stats() };
}
