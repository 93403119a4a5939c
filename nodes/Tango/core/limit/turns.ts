import { createQueue } from './queue';

/** People are few. Should they not be, every so many slots one goes to the items of runs all the same. */
const PEOPLE_IN_A_ROW = 10;

export interface Waiting {
	/** A person waits for it; else it is one of a run's items. */
	readonly personWaits: boolean;
}

/** Whose turn it is: people first, each in the order of coming. */
export interface Turns<T extends Waiting> {
	readonly size: number;
	join(waiter: T): void;
	leave(waiter: T): void;
	next(): T | undefined;
	/** `waiter` gets a slot. */
	served(waiter: T): void;
	/** How many go before somebody who comes now, at least: nobody is told too early that it is too late. */
	aheadOfNewcomer(waiting: Waiting): number;
	/** All who wait, and how many of those who stay go before, at least. Whoever leaves meanwhile is not counted. */
	places(): Iterable<{ readonly waiter: T; readonly ahead: number }>;
	all(): readonly T[];
}

export function createTurns<T extends Waiting>(): Turns<T> {
	const people = createQueue<T>();
	const items = createQueue<T>();
	let peopleInARow = 0;

	const queueOf = ({ personWaits }: Waiting) => (personWaits ? people : items);
	const peopleBeforeItems = () => Math.min(people.size, PEOPLE_IN_A_ROW - peopleInARow);
	return {
		get size() {
			return people.size + items.size;
		},
		join: (waiter) => queueOf(waiter).add(waiter),
		leave: (waiter) => queueOf(waiter).remove(waiter),
		next: () => {
			const item = items.first();
			return item && peopleInARow >= PEOPLE_IN_A_ROW ? item : (people.first() ?? item);
		},
		served: ({ personWaits }) => {
			peopleInARow = personWaits && items.size > 0 ? peopleInARow + 1 : 0;
		},
		aheadOfNewcomer: (waiting) => queueOf(waiting).size + (waiting.personWaits ? 0 : peopleBeforeItems()),
		*places() {
			for (const queue of [people, items]) {
				const before = queue === people ? 0 : peopleBeforeItems();
				let position = 0;
				for (const waiter of [...queue]) {
					yield { waiter, ahead: before + position };
					if (queue.has(waiter)) position++;
				}
			}
		},
		all: () => [...people, ...items],
	};
}
