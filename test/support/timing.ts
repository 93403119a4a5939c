import { setTimeout as pause } from 'node:timers/promises';

/** What it came to, with the milliseconds it took. */
export async function timed<Result>(run: () => Promise<Result>): Promise<{ outcome: Result; ms: number }> {
	const start = performance.now();
	return { outcome: await run(), ms: performance.now() - start };
}

/** Polls until it is so; a busy machine only makes it later. */
export async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await pause(5);
}
