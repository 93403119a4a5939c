/** First come, first served, and whoever is in it may leave at any time. All steps take the same time however many wait. */
export interface Queue<T> extends Iterable<T> {
	readonly size: number;
	add(member: T): void;
	remove(member: T): void;
	has(member: T): boolean;
	first(): T | undefined;
}

export function createQueue<T>(): Queue<T> {
	const members = new Set<T>();
	// A new iterator would have to pass all who have left; this one has passed them, and comes to those who join.
	let walk = members.values();
	let head: IteratorResult<T, undefined> | undefined;

	const first = () => {
		while (members.size > 0) {
			if (head && !head.done && members.has(head.value)) return head.value;
			if (head?.done) walk = members.values();
			head = walk.next();
		}
		return undefined;
	};
	return {
		get size() {
			return members.size;
		},
		add: (member) => void members.add(member),
		remove: (member) => void members.delete(member),
		has: (member) => members.has(member),
		first,
		[Symbol.iterator]: () => members.values(),
	};
}
