/** One row of the list that every peer orders from; its ID and email exist once in a bench. */
export interface Row {
	id: string;
	email: string;
	firstName: string;
	amount: number;
}

/** `run` must fit into an email address. */
export function makeRows(count: number, run: string): Row[] {
	return Array.from({ length: count }, (_, index) => ({
		id: `${run}-${index}`,
		email: `${run}-${index}@example.com`,
		firstName: 'Sample',
		amount: 10 + (index % 90),
	}));
}

/** The order for a row; the peers send the same fields. */
export function orderBody(row: Row) {
	return {
		externalRefID: row.id,
		customerIdentifier: 'acme-rewards',
		accountIdentifier: 'acme-usd',
		utid: 'U666425',
		amount: row.amount,
		deliveryMethod: 'EMAIL',
		recipient: { email: row.email, firstName: row.firstName },
	};
}
