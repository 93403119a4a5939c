import { constants, PerformanceObserver } from 'node:perf_hooks';

export interface Garbage {
	/** The longest single collection; what other processes took is in it. */
	readonly longestPauseMs: number;
	/** What was left right after the last full collection; 0 without one. The rest of the peak is garbage. */
	readonly keptMb: number;
}

export interface GarbageWatch {
	/** How long garbage was collected between two moments of `performance.now()`. */
	between(from: number, to: number): number;
	stop(): Garbage;
}

/** V8 collects in the thread that works, whoever made the garbage. */
export function watchGarbage(): GarbageWatch {
	const pauses: Array<{ readonly from: number; readonly to: number }> = [];
	let longestPauseMs = 0;
	let keptMb = 0;
	const observer = new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) {
			const { startTime, duration } = entry;
			pauses.push({ from: startTime, to: startTime + duration });
			longestPauseMs = Math.max(longestPauseMs, duration);
			if (isFull(entry)) keptMb = Math.round(process.memoryUsage().heapUsed / 1e6);
		}
	});
	observer.observe({ entryTypes: ['gc'] });
	return {
		between: (from, to) => {
			const shares = pauses.map((pause) => Math.min(to, pause.to) - Math.max(from, pause.from));
			return shares.filter((ms) => ms > 0).reduce((sum, ms) => sum + ms, 0);
		},
		stop: () => {
			observer.disconnect();
			return { longestPauseMs, keptMb };
		},
	};
}

function isFull(entry: object): boolean {
	const detail = 'detail' in entry ? entry.detail : undefined;
	const isCollection = typeof detail === 'object' && detail !== null && 'kind' in detail;
	return isCollection && detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
}
