import { fromCents, toCents } from '../money.ts';
import type { Order } from '../orders/book.ts';
import { rewardView } from '../orders/views.ts';
import type { AsyncLine, AsyncOrder } from './book.ts';

/** Answer to POST /asyncOrders. */
export function entityView(order: AsyncOrder) {
	return {
		externalRefID: order.criteria.externalRefID,
		status: statusOf(order),
		totalLineItems: order.criteria.lineItems.length,
		createdAt: order.createdAt,
		failedLineItems: order.lines
			.filter(({ problems }) => problems.length > 0)
			.map(({ referenceLineItemID, criteria, problems }) => ({
				lineItemId: referenceLineItemID,
				externalRefLineItemID: criteria.externalRefLineItemID,
				utid: criteria.utid,
				errors: problems,
			})),
		duplicateLineItemRefIds: order.duplicates,
	};
}

/** Entry of GET /asyncOrders. */
export function listView(order: AsyncOrder) {
	const { customerIdentifier, accountIdentifier, externalRefID, sender } = order.criteria;
	return {
		createdAt: order.createdAt,
		referenceOrderID: order.referenceOrderID,
		externalRefID,
		customerIdentifier,
		accountIdentifier,
		accountNumber: order.accountNumber,
		sender: sender ?? {},
		campaign: order.campaign ?? '',
		purchaseOrderNumber: order.purchaseOrderNumber,
		notes: order.notes,
		orderStatus: statusOf(order),
		totalLineItemsRows: order.lines.length,
		amountCharged: chargedView(order),
	};
}

/** Answer to GET and PATCH of one, without its lines. */
export function headView(order: AsyncOrder) {
	const { customerIdentifier, accountIdentifier, externalRefID, sender } = order.criteria;
	return {
		referenceOrderID: order.referenceOrderID,
		externalRefID,
		orderStatus: statusOf(order),
		createdAt: order.createdAt,
		completedAt: order.isHeld ? undefined : order.createdAt,
		customerIdentifier,
		accountIdentifier,
		sender: sender ?? {},
		amountCharged: chargedView(order),
		campaign: order.campaign,
		purchaseOrderNumber: order.purchaseOrderNumber,
		notes: order.notes,
		totalLineItems: order.criteria.lineItems.length,
		orderErrors: [],
	};
}

/** A line as GET of one order tells it: no codes. */
export function lineView({ referenceLineItemID, criteria, order, problems, ...line }: AsyncLine) {
	return {
		referenceLineItemId: referenceLineItemID,
		externalRefLineItemID: criteria.externalRefLineItemID,
		lineItemStatus: order ? 'COMPLETE' : 'FAILED',
		deliveryStatus: order ? 'DELIVERED' : 'FAILED',
		recipient: criteria.recipient,
		deliveryMethod: criteria.deliveryMethod,
		rewardName: order?.item.rewardName,
		quantity: criteria.quantity ?? 1,
		amount: criteria.amount,
		amountCharged: order?.amountCharged,
		scheduledDeliveryDate: momentOf(line.deliveryDate ?? criteria.deliveryDate),
		lineItemErrors: problems.map(({ field, errorCodeValue, message }) => ({
			errorCode: errorCodeValue,
			errorMessage: field ? `${field}: ${message}` : message,
		})),
	};
}

/** The same with all that Tango knows, codes included. */
export function verboseLineView(line: AsyncLine) {
	const { criteria, order, note } = line;
	const { referenceLineItemId, ...shared } = lineView(line);
	return {
		...shared,
		amount: undefined,
		referenceLineItemID: referenceLineItemId,
		utid: criteria.utid,
		ptid: criteria.ptid,
		etid: criteria.etid ?? 'E000000',
		emailSubject: criteria.emailSubject,
		message: criteria.message,
		lineItemNotes: note ?? criteria.lineItemNote,
		shippingMethod: criteria.shippingMethod,
		amountIssued: order?.denomination ?? { value: criteria.amount },
		rewardName: order?.item.rewardName ?? '',
		dateIssued: order?.createdAt ?? new Date(0).toISOString(),
		expirationDate: '2099-12-31T00:00:00Z',
		recipient: { ...criteria.recipient },
		rewards: order ? [codesOf(order)] : [],
	};
}

function codesOf(order: Order) {
	const { credentialList, redemptionInstructions } = rewardView(order);
	return { rewardStatus: 'ISSUED', credentialList, redemptionInstructions };
}

function statusOf({ isHeld, lines }: AsyncOrder): string {
	if (isHeld) return 'PENDING';
	const paid = lines.filter(({ order }) => order).length;
	if (paid === 0) return 'FAILED';
	return paid < lines.length ? 'PARTIAL' : 'COMPLETE';
}

function chargedView({ lines }: AsyncOrder) {
	const charged = lines.flatMap(({ order }) => order?.amountCharged ?? []);
	const total = fromCents(charged.reduce((sum, one) => sum + toCents(one.total), 0));
	return { currencyCode: charged[0]?.currencyCode ?? 'USD', value: total, total };
}

/** A day as the moment at which it begins. */
export function momentOf(day: string | undefined): string | undefined {
	return day === undefined ? undefined : new Date(day).toISOString();
}
