import type { Clock } from './clock';
import { TangoError } from './errors';
import { unlessCancelled } from './unlessCancelled';

/** How a value is loaded by one of those who share it. */
export interface Loader<T> {
	/** Who loads: what fails for one credential need not fail for another. */
	readonly owner: object;
	readonly load: () => Promise<T>;
	/** Ends this caller's waiting, not the load: others wait for it, too. */
	readonly signal?: AbortSignal | undefined;
}

/** A value that is loaded once for all who ask at the same time, and kept. Throws CANCELLED. */
export interface Kept<T> {
	get(maxAgeMs: number, loader: Loader<T>): Promise<T>;
}

interface Held<T> {
	readonly kind: 'held';
	readonly value: T;
	readonly at: number;
}

export function createKept<T>(clock: Clock): Kept<T> {
	let held: Held<T> | undefined;
	let loading: { readonly owner: object; readonly done: Promise<Held<T>> } | undefined;

	async function start(load: () => Promise<T>): Promise<Held<T>> {
		try {
			held = { kind: 'held', value: await load(), at: clock.now() };
			return held;
		} finally {
			loading = undefined;
		}
	}

	return {
		get: async (maxAgeMs, { owner, load, signal }) => {
			for (;;) {
				if (held && clock.now() - held.at <= maxAgeMs) return held.value;
				if (signal?.aborted) throw new TangoError('CANCELLED');
				const current = (loading ??= { owner, done: start(load) });
				const got = await unlessCancelled(current.done, signal).catch((error: unknown) => {
					// Another one's credential was refused, perhaps: this one has not tried yet.
					if (current.owner === owner) throw error;
					return undefined;
				});
				if (got?.kind === 'cancelled') throw new TangoError('CANCELLED');
				if (got) return got.value;
			}
		},
	};
}

/** Kept values by key, no more than `most`: the one that was not asked for longest goes first. */
export interface Shelf<T> {
	at(key: string): Kept<T>;
}

export function createShelf<T>(clock: Clock, most: number): Shelf<T> {
	const places = new Map<string, Kept<T>>();
	return {
		at: (key) => {
			const kept = places.get(key) ?? createKept<T>(clock);
			// A Map keeps the order of insertion.
			places.delete(key);
			places.set(key, kept);
			const [oldest] = places.keys();
			if (places.size > most && oldest !== undefined) places.delete(oldest);
			return kept;
		},
	};
}
