import { performance } from 'node:perf_hooks';
import { TangoError } from './errors';

/** Not noticed by anybody who waits for n8n, also where the collection of garbage of many rows comes on top. */
const STRETCH_MS = 10;

/** Awaited between two pieces of long work. Rejects when the run was cancelled. */
export type Breathe = () => Promise<void>;

/** Time and the event loop; tests hand in their own. */
export interface Lungs {
	now(): number;
	/** Lets everybody else have a turn. */
	turn(): Promise<void>;
}

/**
 * n8n is one thread: while we work, no webhook, editor or other workflow gets an answer, and no Stop is heard. So
 * after every 10 ms of work the event loop has its turn, and the signal is looked at.
 */
export function breathing(signal?: AbortSignal, lungs: Lungs = systemLungs): Breathe {
	let since = lungs.now();
	return async () => {
		if (lungs.now() - since >= STRETCH_MS) {
			await lungs.turn();
			since = lungs.now();
		}
		if (signal?.aborted) throw new TangoError('CANCELLED');
	};
}

const waiting: Array<() => void> = [];

/** Runs that plan at the same time go on one after the other, each in a turn of its own. */
const systemLungs: Lungs = {
	now: () => performance.now(),
	turn: async () => {
		await new Promise<void>((resolve) => {
			waiting.push(resolve);
			if (waiting.length === 1) setImmediate(goOn);
		});
	},
};

function goOn(): void {
	waiting.shift()?.();
	if (waiting.length > 0) setImmediate(goOn);
}
