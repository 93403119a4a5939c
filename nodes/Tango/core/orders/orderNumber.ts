import { ENDPOINTS } from '../api/endpoints';
import type { Order } from '../api/order';
import type { CallOptions, Client } from '../call/client';
import { list } from '../call/list';
import { invalidInput, TangoError } from '../foundation/errors';
import { isReferenceId } from '../money/referenceId';
import { lookUpOrder, lookUpOrders } from './findOrder';
import { businessKeyReference } from './reference';

/** An order by Tango's number, or by what its user knows it by: an own reference, or the externalRefID. */
export type OrderChoice = { readonly referenceOrderID: string } | { readonly reference: string };

/** An own reference is another externalRefID for each account: of more accounts than that nobody wants to wait. */
const MOST_ACCOUNTS = 20;

/**
 * Tango's number of the order that was chosen. Throws INVALID_INPUT where no order or more than one has the reference,
 * and UNAVAILABLE where Tango's lists leave that open.
 */
export async function orderNumber(client: Client, choice: OrderChoice, call: CallOptions): Promise<string> {
	if ('referenceOrderID' in choice) return choice.referenceOrderID;
	const { reference } = choice;
	const direct = await lookUpOrders(client, reference, call);
	const isOwn = direct.length === 0 && !isReferenceId(reference);
	const found = isOwn ? await withOwnReference(client, reference, call) : direct;
	const [first, ...others] = found;
	if (others.length > 0) {
		const numbers = found.map(
			({ referenceOrderID = 'unknown', accountIdentifier = 'unknown' }) =>
				`${referenceOrderID} of ${accountIdentifier}`,
		);
		throw refused(
			`is “${reference}”, which more than one order has (${numbers.join(', ')}): choose one By ID`,
		);
	}
	if (!first) throw refused(`is “${reference}”, but no order at Tango has this reference`);
	if (!first.referenceOrderID) throw new TangoError('UNAVAILABLE');
	return first.referenceOrderID;
}

/** As Find by Reference does it, in each account. */
async function withOwnReference(client: Client, reference: string, call: CallOptions): Promise<Order[]> {
	const accounts = await list(client, ENDPOINTS.listAccounts, {}, MOST_ACCOUNTS + 1, call);
	if (accounts.length > MOST_ACCOUNTS) {
		throw refused(
			`is “${reference}”, but you have more than ${MOST_ACCOUNTS} accounts to look in: use Find by Reference, or give the externalRefID of the order`,
		);
	}
	const found: Order[] = [];
	for (const { accountIdentifier } of accounts) {
		if (typeof accountIdentifier !== 'string') continue;
		const externalRefID = businessKeyReference(accountIdentifier, reference);
		const order = await lookUpOrder(client, { externalRefID, accountIdentifier }, call);
		if (order) found.push(order);
	}
	return found;
}

function refused(problem: string): TangoError {
	return invalidInput('referenceOrderID', problem);
}
