import { readFileSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second. */
const TICK_MS = 10;
const SAMPLE_MS = 20;

export interface ProcessUse {
	cpuMs: number;
	memoryMb: { before: number; peak: number };
	/** The CPU time between two moments, in ms since 1970, as near as the samples tell. */
	cpuMsBetween(from: number, to: number): number;
}

/** Watches a process while `work` runs: CPU time used, and the largest resident memory seen. Linux only. */
export async function watchProcess(pid: number, work: () => Promise<void>): Promise<ProcessUse> {
	const samples: Array<{ at: number; cpuMs: number }> = [];
	const before = memoryMb(pid);
	let peak = before;
	const look = () => {
		samples.push({ at: performance.timeOrigin + performance.now(), cpuMs: cpuMs(pid) });
		peak = Math.max(peak, memoryMb(pid));
	};
	look();
	const sampler = setInterval(look, SAMPLE_MS);
	try {
		await work();
	} finally {
		clearInterval(sampler);
	}
	look();
	const cpuAt = (moment: number) => (samples.find(({ at }) => at >= moment) ?? samples.at(-1))?.cpuMs ?? 0;
	return {
		cpuMs: cpuAt(Infinity) - cpuAt(0),
		memoryMb: { before, peak },
		cpuMsBetween: (from, to) => cpuAt(to) - cpuAt(from),
	};
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
