import { listView as orderView, rewardView } from '../orders/views.ts';
import type { LineItem } from './book.ts';
import { isChoice, mayCancel, mayFreeze } from './rules.ts';

/** Entry of GET /lineItems: no reward, so no codes. */
export function listView(line: LineItem) {
	const { id, order, fate } = line;
	const { criteria, item, status, deliveryMethod } = order;
	const { sender, recipient } = orderView(order);
	return {
		referenceLineItemID: id,
		externalReferenceLineItemID: order.externalRefID,
		referenceOrderID: id.replace(/-\d+$/, ''),
		orderSource: sourceOf(line),
		status,
		orderStatus: status,
		emailStatus: emailStatusOf(line),
		deliveryMethod,
		deliveryStatus: deliveryStatusOf(line),
		rewardStatus: rewardStatusOf(line),
		canCancel: mayCancel(line),
		canFreeze: mayFreeze(line),
		lineNumber: 1,
		rewardName: item.rewardName,
		amountIssued: order.denomination,
		amountCharged: order.amountCharged,
		remainingBalance: isChoice(line) ? remainingBalanceOf(line) : null,
		dateIssued: order.createdAt,
		expirationDate: '2999-12-31T00:00:00Z',
		accountNumber: order.accountNumber,
		accountIdentifier: order.accountIdentifier,
		etid: criteria.etid ?? 'E000000',
		ptid: criteria.ptid,
		utid: item.utid,
		customerIdentifier: order.customerIdentifier,
		recipient,
		sender,
		purchaseOrderNumber: fate.changes.purchaseOrderNumber ?? criteria.purchaseOrderNumber,
		campaign: fate.changes.campaign ?? criteria.campaign,
		orderNotes: fate.changes.orderNotes ?? criteria.notes,
		lineItemActionReason: fate.deeds.at(-1)?.reason,
		reissuedFromReferenceLineItemId: fate.reissuedFrom,
		reissuedToReferenceLineItemId: fate.reissuedTo,
		lineItemErrors: [],
		quantity: 1,
	};
}

/** Answer to GET /lineItems/{referenceLineItemID}. */
export function detailView(line: LineItem) {
	const { order, fate } = line;
	return {
		...listView(line),
		reward: rewardView(order),
		resendHistory: fate.resends.map(({ at, email }) => ({
			dateIssued: new Date(at).toISOString(),
			recipient: { email: email ?? '' },
		})),
		redemptionHistory: fate.redemptions.map(() => listView(line)),
		lineItemActionHistory: fate.deeds.map((deed) => ({ ...deed, oldReferenceLineItemId: line.id })),
		rewardViewHistory: fate.views.map((date) => ({ date, status: 'VIEWED' })),
	};
}

/** Tango's numbers begin with it. */
export function sourceOf({ id }: LineItem): string {
	return id.slice(0, 2);
}

export function emailStatusOf({ order }: LineItem): string {
	return order.deliveryMethod === 'EMAIL' && order.status === 'COMPLETE' ? 'DELIVERED' : 'PENDING';
}

/** A reward that nobody delivers has none. */
export function deliveryStatusOf({ order: { deliveryMethod, status } }: LineItem): string | undefined {
	if (deliveryMethod === 'NONE' || deliveryMethod.startsWith('EMBEDDED')) return undefined;
	return status === 'COMPLETE' ? 'DELIVERED' : 'PENDING';
}

export function remainingBalanceOf({ order, fate }: LineItem): number {
	const taken = fate.redemptions.reduce((sum, value) => sum + value, 0);
	return order.status === 'COMPLETE' ? Math.max(order.denomination.value - taken, 0) : 0;
}

/** In the spelling of Tango's events. */
function rewardStatusOf({ order, fate }: LineItem): string {
	if (fate.frozen) return 'FROZEN';
	if (order.status === 'CANCELLED') return 'CANCELLED';
	const taken = fate.redemptions.reduce((sum, value) => sum + value, 0);
	if (taken === 0) return 'ACTIVE';
	return taken < order.denomination.value ? 'PARTIAL_REDEMPTION' : 'FULL-REDEMPTION';
}
