import type { Turnstile } from './turnstile';

/** What the pool has to know of it. */
export type Entrance = Pick<Turnstile, 'isOpen' | 'onOpen'>;

const ALWAYS_OPEN: Entrance = { isOpen: () => true, onOpen: () => {} };

/**
 * Works on entries in order, up to `concurrency` at a time, each begun when the entrance is open. After `stop` fires no
 * further entry is begun; those under way are waited for, as half of a payment cannot be taken back.
 */
export async function workInPool<T>(
	entries: Iterable<T>,
	concurrency: number,
	work: (entry: T) => Promise<'goOn' | 'stop'>,
	entrance = ALWAYS_OPEN,
): Promise<void> {
	const left = entries[Symbol.iterator]();
	let underWay = 0;
	let isOver = false;
	await new Promise<void>((resolve, reject) => {
		const begin = () => {
			// With nobody under way there is nobody who would open it.
			while (!isOver && underWay < concurrency && (underWay === 0 || entrance.isOpen())) {
				const next = left.next();
				if (next.done) isOver = true;
				else void carryOut(next.value);
			}
			if (isOver && underWay === 0) resolve();
		};
		const carryOut = async (entry: T) => {
			underWay += 1;
			try {
				if ((await work(entry)) === 'stop') isOver = true;
			} catch (error) {
				reject(error);
				isOver = true;
			}
			underWay -= 1;
			begin();
		};
		// Whoever opens it is about to write to the wire: that comes first.
		entrance.onOpen(() => queueMicrotask(begin));
		begin();
	});
}
