/** Remembers the newest IDs, so many of them. */
export interface Seen {
	has(id: string): boolean;
	add(id: string): void;
}

export function createSeen(most: number, ids: Iterable<string> = []): Seen {
	const seen = new Set(ids);
	return {
		has: (id) => seen.has(id),
		add: (id) => {
			seen.add(id);
			const [oldest] = seen;
			if (seen.size > most && oldest !== undefined) seen.delete(oldest);
		},
	};
}
