import type { BulkLine } from '../api/bulkOrder';
import { readOrder, type Order } from '../api/order';
import type { AskedRecipient } from '../orders/facts';

/** Whose account a Bulk Order is charged to. */
export interface BulkAccount {
	readonly customerIdentifier: string;
	readonly accountIdentifier: string;
}

/** What Tango keeps of a whole Bulk Order: the same for all of its lines. */
export interface BulkHead extends BulkAccount {
	readonly [field: string]: unknown;
}

/** One reward of a Bulk Order; Tango's own field names. */
export interface WantedLine {
	readonly externalRefLineItemID: string;
	readonly utid: string;
	readonly amount: number;
	readonly deliveryMethod: string;
	readonly recipient: AskedRecipient;
	readonly [field: string]: unknown;
}

/** A line that Tango has, with the Bulk Order that it stands in. */
export interface ToldLine {
	readonly line: BulkLine;
	/** The Bulk Order's own reference. */
	readonly externalRefID: string;
	readonly referenceOrderID?: string | undefined;
	readonly createdAt?: string | undefined;
}

/** The line as the order that it is, so that it is held against what was asked like any other. */
export function lineAsOrder(told: ToldLine, { customerIdentifier, accountIdentifier }: BulkAccount): Order {
	const { line } = told;
	return readOrder({
		...line,
		externalRefID: line.externalRefLineItemID,
		referenceLineItemID: line.referenceLineItemID ?? line.referenceLineItemId,
		referenceOrderID: told.referenceOrderID,
		createdAt: told.createdAt,
		status: line.lineItemStatus,
		denomination: { value: line.amount },
		customerIdentifier,
		accountIdentifier,
	});
}
