/**
 * Works on entries in order, up to `concurrency` at a time. After `stop` fires no further entry is begun;
 * those under way are waited for, as half of a payment cannot be taken back.
 */
export async function workInPool<T>(
	entries: readonly T[],
	concurrency: number,
	work: (entry: T) => Promise<'goOn' | 'stop'>,
): Promise<void> {
	let next = 0;
	let stopped = false;
	const worker = async () => {
		while (!stopped && next < entries.length) {
			const entry = entries[next++];
			if (entry !== undefined && (await work(entry)) === 'stop') stopped = true;
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, entries.length) }, worker));
}
