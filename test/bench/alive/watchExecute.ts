import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeType } from 'n8n-workflow';

import { watchGarbage, type Garbage, type GarbageWatch } from './watchGarbage.ts';

/** What the node itself took of a run; n8n's own part before and after is not counted. */
export interface ExecuteUse extends Garbage {
	wallMs: number;
	cpuMs: number;
	/** The longest time in which nothing else of this process got a turn; what other processes took is in it. */
	longestDelayMs: number;
	/** The most CPU time between two turns: the same on a busy machine. */
	longestStretchMs: number;
	/** The same without the collection of garbage. */
	longestOwnStretchMs: number;
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
		const garbage = watchGarbage();
		const stretches = watchStretches();
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
			use = {
				wallMs,
				cpuMs: (user + system) / 1000,
				longestDelayMs: delay.max / 1e6,
				...longest(stretches.stop(), garbage),
				...garbage.stop(),
			};
		}
	};
	return () => {
		if (use) return use;
		throw new Error('The node was not executed.');
	};
}

interface Stretch {
	readonly from: number;
	readonly to: number;
	readonly cpuMs: number;
}

/** CPU time of this thread between two turns of the event loop. */
function watchStretches() {
	const cpuMs = () => {
		const { user, system } = process.threadCpuUsage();
		return (user + system) / 1000;
	};
	const stretches: Stretch[] = [];
	let last = { at: performance.now(), cpuMs: cpuMs() };
	const timer = setInterval(() => {
		const now = { at: performance.now(), cpuMs: cpuMs() };
		stretches.push({ from: last.at, to: now.at, cpuMs: now.cpuMs - last.cpuMs });
		last = now;
	}, RESOLUTION_MS);
	return {
		stop: (): readonly Stretch[] => {
			clearInterval(timer);
			return stretches;
		},
	};
}

function longest(stretches: readonly Stretch[], garbage: GarbageWatch) {
	const mostFirst = stretches.toSorted((one, other) => other.cpuMs - one.cpuMs);
	let longestOwnStretchMs = 0;
	for (const { from, to, cpuMs } of mostFirst) {
		if (cpuMs <= longestOwnStretchMs) break;
		longestOwnStretchMs = Math.max(longestOwnStretchMs, cpuMs - garbage.between(from, to));
	}
	return { longestStretchMs: mostFirst[0]?.cpuMs ?? 0, longestOwnStretchMs };
}
