import type { Order } from '../../sandbox/orders/book.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import type { Row } from '../rows.ts';

export const ACCOUNT = 'acme-usd';
/** Enough for the longest life. */
export const FUNDS = 100_000_000;

/** The orders of a row, by its recipient: the node makes a reference of its own from the row's. */
export function ordersOf({ state }: Sandbox): (row: Row) => readonly Order[] {
	const byEmail = new Map<string, Order[]>();
	for (const order of state.orders) {
		const email = order.criteria.recipient?.email ?? '';
		byEmail.set(email, [...(byEmail.get(email) ?? []), order]);
	}
	return ({ email }) => byEmail.get(email) ?? [];
}

/** What was asked for, what the books say, and what was told of it. */
export interface Ledger {
	readonly rows: readonly Row[];
	readonly sandbox: Sandbox;
	/** Rows told as not paid by the very round that paid them, and rows told as paid that are not. */
	readonly lies: readonly string[];
	readonly stillOpen: number;
}

/** What is wrong with the books when everybody was paid: nothing, one hopes. */
export function mistakesIn({ rows, sandbox, lies, stillOpen }: Ledger): string[] {
	const { state, violations } = sandbox;
	const mistakes = [...lies, ...violations];
	if (stillOpen > 0) mistakes.push(`${stillOpen} rewards are open`);
	const ordersFor = ordersOf(sandbox);
	for (const row of rows) {
		const orders = ordersFor(row);
		if (orders.length !== 1) mistakes.push(`${row.id} was paid ${orders.length} times`);
		if (orders.some(({ criteria }) => criteria.amount !== row.amount))
			mistakes.push(`${row.id} was paid another amount`);
	}
	if (state.orders.length !== rows.length) mistakes.push('there are orders that nobody asked for');
	const cents = rows.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0);
	const left = Math.round((FUNDS - state.balance(ACCOUNT)) * 100);
	if (left !== cents) mistakes.push(`${left} cents left the account, not ${cents}`);
	return mistakes;
}
