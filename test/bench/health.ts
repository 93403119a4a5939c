import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { spread, type Spread } from './figures.ts';

const PAUSE_MS = 10;

/** Asks n8n for a sign of life again and again; how long it takes is how long everybody else waits, in ms. */
export function watchHealth(url: string): { stop(): Promise<Spread> } {
	const waits: number[] = [];
	let isOver = false;
	const watch = async () => {
		while (!isOver) {
			const askedAt = performance.now();
			await signOfLife(url);
			waits.push(performance.now() - askedAt);
			await sleep(PAUSE_MS);
		}
	};
	const watching = watch();
	// Told by stop().
	watching.catch(() => {});
	return {
		stop: async () => {
			isOver = true;
			await watching;
			return spread(waits);
		},
	};
}

/** On a connection of its own: n8n closes one that rests, and may do so while it is used again. */
async function signOfLife(url: string): Promise<void> {
	const answered = once(get(`${url}/healthz`, { agent: false }), 'response');
	const [answer]: IncomingMessage[] = await answered;
	answer?.resume();
}
