import { ApiError } from '../errors.ts';
import { toCents } from '../money.ts';
import type { Order, OrderCriteria, Recipient } from '../orders/book.ts';
import { placeOrder } from '../orders/place.ts';
import { checkTemplate } from '../orders/rules.ts';
import type { Store } from '../store.ts';
import { type LineAction, type LineItem, lineItemID, orderIDOf, type Resend } from './book.ts';
import {
	isChoice,
	mayCancel,
	mayFreeze,
	requireDelivery,
	requireReissuesLeft,
	requireResendAllowed,
	requireThat,
} from './rules.ts';

export interface Reason {
	readonly reasonCode: string;
	readonly otherReason?: string;
}

export interface ReissueCriteria extends Reason {
	readonly amount?: number;
	readonly deliveryMethod?: string;
	readonly recipient?: Recipient;
	readonly notes?: string;
}

export interface ResendCriteria {
	readonly newDeliveryMethod?: string;
	readonly newEmail?: string;
	readonly newMobile?: string;
	readonly newMobileNumber?: string;
	readonly newEtid?: string;
}

export function lineItemOf(referenceLineItemID: string, store: Store): LineItem {
	const order = store.book.find(orderIDOf(referenceLineItemID));
	if (!order) throw new ApiError(404, '404.005', 'Line item not found');
	return store.lineItems.of(order);
}

export function cancel(line: LineItem, reason: Reason, store: Store): void {
	requireThat(mayCancel(line), 'cancelled');
	store.lineItems.acknowledge(line, () => {
		refund(line.order, store);
		line.order.status = 'CANCELLED';
		note(line, 'CANCEL', reason);
	});
}

export function freeze(line: LineItem, reason: Reason, store: Store): void {
	requireThat(mayFreeze(line), 'frozen');
	store.lineItems.acknowledge(line, () => {
		line.fate.frozen = true;
		note(line, 'FREEZE', reason);
	});
}

export function unfreeze(line: LineItem, reason: Reason, store: Store): void {
	requireThat(line.fate.frozen, 'unfrozen');
	store.lineItems.acknowledge(line, () => {
		line.fate.frozen = false;
		note(line, 'UNFREEZE', reason);
	});
}

/** Cancels the reward and places a new one, which nothing but the old one's number tells apart from any other. */
export function reissue(line: LineItem, criteria: ReissueCriteria, store: Store): Order {
	requireReissuesLeft(line, (id) => lineItemOf(id, store));
	requireThat(mayCancel(line), 'reissued');
	requireDelivery(line, criteria.deliveryMethod, 'deliveryMethod');
	const before = line.order.criteria;
	const wanted: OrderCriteria = {
		...before,
		externalRefID: undefined,
		...(criteria.amount === undefined ? {} : { amount: criteria.amount }),
		...(criteria.deliveryMethod === undefined ? {} : { deliveryMethod: criteria.deliveryMethod }),
		...(criteria.notes === undefined ? {} : { notes: criteria.notes }),
		recipient: { ...before.recipient, ...criteria.recipient },
	};
	const order = placeOrder(wanted, store);
	refund(line.order, store);
	line.order.status = 'CANCELLED';
	line.fate.reissuedTo = lineItemID(order);
	store.lineItems.of(order).fate.reissuedFrom = line.id;
	note(line, 'CANCEL_AND_REISSUE', criteria, lineItemID(order));
	return order;
}

export function resend(line: LineItem, criteria: ResendCriteria, store: Store): Resend {
	const { order, fate } = line;
	const { newDeliveryMethod, newEmail, newEtid } = criteria;
	const newMobile = criteria.newMobileNumber ?? criteria.newMobile;
	requireThat(order.status === 'COMPLETE', 'resent');
	if (order.deliveryMethod === 'NONE' && newDeliveryMethod === undefined) {
		throw new ApiError(403, '403.003', 'Rewards that were not sent by Tango cannot be resent');
	}
	requireDelivery(line, newDeliveryMethod, 'newDeliveryMethod');
	if (newEtid !== undefined) checkTemplate({ etid: newEtid }, store);
	requireResendAllowed(line, store.lineItems);
	const { recipient = {} } = order.criteria;
	const sent: Resend = {
		at: Date.now(),
		deliveryMethod: newDeliveryMethod ?? order.deliveryMethod,
		email: newEmail ?? recipient.email,
		mobileNumber: newMobile ?? recipient.mobileNumber,
	};
	fate.resends.push(sent);
	return sent;
}

/** What a link is shown under inside another page. */
export function embeddedUrl(line: LineItem): string {
	const { order } = line;
	if (!isChoice(line) || !order.deliveryMethod.startsWith('EMBEDDED')) {
		throw new ApiError(400, '400.001', 'This line item was not ordered with delivery method EMBEDDED');
	}
	return `https://rewardlink.example/r/1/FAKE-${order.referenceOrderID}?embedded=true`;
}

/** To the account that paid, without the fee. */
function refund({ accountIdentifier, amountCharged }: Order, store: Store): void {
	const account = store.accounts.get(accountIdentifier);
	if (account) account.balanceCents += toCents(amountCharged.value);
}

function note(line: LineItem, action: LineAction, { reasonCode, otherReason }: Reason, newId?: string): void {
	line.fate.deeds.push({
		action,
		reason: otherReason ?? reasonCode,
		actionDate: new Date().toISOString(),
		newReferenceLineItemId: newId,
	});
}
