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
	const wallMs = performance.now() - startedAt;
	const stats = await sandbox.stats();
	const { from, to } = stats.span;
	const ordering = stats.orders > 0 ? { wallMs: to - from, cpuMs: use.cpuMsBetween(from, to) } : undefined;
	return { ...use, wallMs, ordering, stats };
}

/** How long n8n took for a sign of life meanwhile, in ms. By itself: what n8n spends on it is no part of the work. */
export async function waitsDuring(
	sandbox: SandboxProcess,
	{ place, n8nUrl }: Peer,
	rows: Row[],
): Promise<Spread | undefined> {
	if (n8nUrl === undefined) return undefined;
	await sandbox.reset();
	const watch = watchHealth(n8nUrl);
	await place(rows);
	return await watch.stop();
}
