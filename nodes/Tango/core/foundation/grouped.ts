import type { Breathe } from './breathe';

/** In the order of their first members. There may be 50,000, so others have their turns meanwhile. */
export async function groupedBy<T, Key>(
	all: Iterable<T>,
	keyOf: (one: T) => Key,
	breathe: Breathe,
): Promise<Array<[Key, T[]]>> {
	const groups = new Map<Key, T[]>();
	for (const one of all) {
		await breathe();
		const key = keyOf(one);
		const group = groups.get(key);
		if (group) group.push(one);
		else groups.set(key, [one]);
	}
	return [...groups];
}
