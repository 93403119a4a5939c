import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeType } from 'n8n-workflow';

/** What the node itself took of a run; n8n's own part before and after is not counted. */
export interface ExecuteUse {
	wallMs: number;
	cpuMs: number;
	/** The longest time in which nothing else of this process got a turn; what other processes took is in it. */
	longestDelayMs: number;
	/** The most CPU time between two turns: the same on a busy machine. */
	longestStretchMs: number;
}

const RESOLUTION_MS = 1;
/** Long enough for the delay's own timer to fire once more. */
const SETTLE_MS = 10;

/** Measures every call of the node's `execute` from now on; gives the last one's figures. */
export function watchExecute(node: INodeType): () => ExecuteUse {
	const { execute } = node;
	if (!execute) throw new Error('This node executes nothing.');
	let use: ExecuteUse | undefined;
	node.execute = async function (...args) {
		const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
		delay.enable();
		const stretch = watchStretches();
		await sleep(SETTLE_MS);
		const startedAt = performance.now();
		const before = process.cpuUsage();
		try {
			return await execute.apply(this, args);
		} finally {
			const { user, system } = process.cpuUsage(before);
			const wallMs = performance.now() - startedAt;
			await sleep(SETTLE_MS);
			delay.disable();
			const longestStretchMs = stretch.stop();
			use = { wallMs, cpuMs: (user + system) / 1000, longestDelayMs: delay.max / 1e6, longestStretchMs };
		}
	};
	return () => {
		if (use) return use;
		throw new Error('The node was not executed.');
	};
}

/** CPU time of this thread between two turns of the event loop. */
function watchStretches() {
	const cpuMs = () => {
		const { user, system } = process.threadCpuUsage();
		return (user + system) / 1000;
	};
	let last = cpuMs();
	let longest = 0;
	const timer = setInterval(() => {
		const now = cpuMs();
		longest = Math.max(longest, now - last);
		last = now;
	}, RESOLUTION_MS);
	return {
		stop: () => {
			clearInterval(timer);
			return longest;
		},
	};
}
