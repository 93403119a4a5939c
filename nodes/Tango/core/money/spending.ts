import { invalidInput, type TangoError } from '../foundation/errors';

/** Cents spent in one currency: in all, and by reference, so that an order asked for again counts once. */
interface Book {
	cents: number;
	readonly orders: Record<string, number>;
}

/** Plain data that all turns and retries of one execution share, with a book for each account currency. */
export type Shelf = () => Record<string, unknown>;

/** An order as far as limits look at it; the cost in the account's currency, fee included. */
export interface Expense {
	readonly externalRefID: string;
	readonly currency: string;
	readonly cost: number;
}

/** What may be taken back, or set right. */
export interface Reservation {
	/** Nothing was paid for it. */
	readonly giveBack: () => void;
	/** The order came to more than it was estimated at. */
	readonly raise: (cost: number) => void;
}

export interface Spending {
	/** What the execution comes to in one currency, were these orders placed as well. */
	withAll(currency: string, orders: readonly Expense[]): number;
	/** Counts an order before it is sent. Throws when that would break the limit. */
	reserve(order: Expense, limit: number): Reservation;
}

export function createSpending(shelf: Shelf): Spending {
	// Looked at in place: a loop of many turns would copy all of it in each of them.
	const bookOf = (currency: string): Book => {
		const books = shelf();
		const kept = books[currency];
		if (isBook(kept)) return kept;
		const book: Book = { cents: 0, orders: {} };
		books[currency] = book;
		return book;
	};
	const note = ({ externalRefID, currency }: Expense, cents: number) => {
		const book = bookOf(currency);
		book.cents += cents - (book.orders[externalRefID] ?? 0);
		if (cents === 0) delete book.orders[externalRefID];
		else book.orders[externalRefID] = cents;
	};
	const withAll = (currency: string, orders: readonly Expense[]) => {
		const book = bookOf(currency);
		let { cents } = book;
		for (const { externalRefID, cost } of orders) {
			cents += Math.max(0, toCents(cost) - (book.orders[externalRefID] ?? 0));
		}
		return cents / 100;
	};
	return {
		withAll,
		reserve: (order, limit) => {
			const before = bookOf(order.currency).orders[order.externalRefID] ?? 0;
			const problem = totalProblem(withAll(order.currency, [order]), limit, order.currency);
			if (problem) throw problem;
			note(order, Math.max(before, toCents(order.cost)));
			return {
				giveBack: () => note(order, before),
				raise: (cost) => note(order, Math.max(before, toCents(order.cost), toCents(cost))),
			};
		},
	};
}

function isBook(value: unknown): value is Book {
	return typeof value === 'object' && value !== null && 'cents' in value && 'orders' in value;
}

/** `atLeast` is what is proved to be new, where not every item was looked up. */
export function totalProblem(
	total: number,
	limit: number,
	currency: string,
	atLeast?: number,
): TangoError | undefined {
	if (total <= limit) return undefined;
	const proved = atLeast === undefined ? '' : `, of which at least ${atLeast} ${currency} would be new`;
	return invalidInput(
		'maximumTotal',
		`is ${limit} ${currency}, but the items of this execution come to ${total} ${currency}${proved}`,
	);
}

/** Sums of fractions drift. */
function toCents(money: number): number {
	return Math.round(money * 100);
}
