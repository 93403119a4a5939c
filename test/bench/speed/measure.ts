import type { Spread } from '../figures.ts';
import { watchHealth } from '../health.ts';
import type { Row } from '../rows.ts';
import type { Peer } from './peers.ts';
import { type ProcessUse, watchProcess } from './processStats.ts';
import type { SandboxProcess, SandboxStats } from './sandboxProcess.ts';

export interface Measurement extends ProcessUse {
	/** From the start of the work to its end. */
	wallMs: number;
	/** From the first request to the last answer; of what sends none, undefined. */
	ordering: { wallMs: number; cpuMs: number } | undefined;
	/** How long n8n took for a sign of life; of what is not n8n, undefined. */
	health: Spread | undefined;
	stats: SandboxStats;
}

/** One peer orders one list from a sandbox with empty books. */
export async function measure(
	sandbox: SandboxProcess,
	{ pid, place, n8nUrl }: Peer,
	rows: Row[],
): Promise<Measurement> {
	await sandbox.reset();
	const watch = n8nUrl === undefined ? undefined : watchHealth(n8nUrl);
	const startedAt = performance.now();
	const use = await watchProcess(pid, async () => await place(rows));
	const wallMs = performance.now() - startedAt;
	const health = await watch?.stop();
	const stats = await sandbox.stats();
	const { from, to } = stats.span;
	const ordering = stats.orders > 0 ? { wallMs: to - from, cpuMs: use.cpuMsBetween(from, to) } : undefined;
	return { ...use, wallMs, ordering, health, stats };
}
