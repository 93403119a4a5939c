import { readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second. */
const TICK_MS = 10;
const SAMPLE_MS = 50;

export interface ProcessUse {
	cpuMs: number;
	peakMemoryMb: number;
}

/** Watches a process while `work` runs: CPU time used, and the largest resident memory seen. Linux only. */
export async function watchProcess(pid: number, work: () => Promise<void>): Promise<ProcessUse> {
	const before = cpuMs(pid);
	let peakMemoryMb = memoryMb(pid);
	const sampler = setInterval(() => {
		peakMemoryMb = Math.max(peakMemoryMb, memoryMb(pid));
	}, SAMPLE_MS);
	try {
		await work();
	} finally {
		clearInterval(sampler);
	}
	return { cpuMs: cpuMs(pid) - before, peakMemoryMb: Math.max(peakMemoryMb, memoryMb(pid)) };
}

/** Since the process began: utime and stime, fields 14 and 15; the name in field 2 may hold blanks, so count from its bracket. */
export function cpuMs(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

export function memoryMb(pid: number): number {
	const match = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
	return Math.round(Number(match?.[1] ?? 0) / 1024);
}
