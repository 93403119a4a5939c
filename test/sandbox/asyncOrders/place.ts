import { ApiError, type FieldError } from '../errors.ts';
import type { Order } from '../orders/book.ts';
import { chargedAccount, makeOrder } from '../orders/place.ts';
import type { Store } from '../store.ts';
import {
	orderOf,
	type AsyncLine,
	type AsyncOrder,
	type AsyncOrderCriteria,
	type LineCriteria,
	type LineProblem,
} from './book.ts';

/**
 * Takes an asynchronous order: every line is looked at by itself, those that keep the rules are paid. Nothing of other
 * orders is looked at: a line reference that stands in one of them is paid again.
 */
export function placeAsyncOrder(criteria: AsyncOrderCriteria, store: Store): AsyncOrder {
	const account = chargedAccount(criteria, store);
	const { accountNumber, balanceCents } = account;
	const counts = new Map<string, number>();
	for (const { externalRefLineItemID: reference } of criteria.lineItems)
		counts.set(reference, (counts.get(reference) ?? 0) + 1);
	const now = new Date();
	const referenceOrderID = store.asyncOrders.nextOrderID(now);
	const first = [
		...new Map(criteria.lineItems.toReversed().map((line) => [line.externalRefLineItemID, line])).values(),
	];
	const lines = first.toReversed().map((line, index): AsyncLine => {
		const referenceLineItemID = `${referenceOrderID}-${index + 1}`;
		try {
			return { referenceLineItemID, criteria: line, ...judged(line, criteria, store, referenceLineItemID) };
		} catch (error) {
			// Without money for all of it, nothing of it is ordered.
			account.balanceCents = balanceCents;
			throw error;
		}
	});
	const order: AsyncOrder = {
		referenceOrderID,
		criteria,
		accountNumber,
		lines,
		duplicates: Object.fromEntries([...counts].filter(([, count]) => count > 1)),
		createdAt: now.toISOString(),
		createdAtMs: now.getTime(),
		isHeld: store.asyncOrders.holds,
		campaign: criteria.campaign,
		purchaseOrderNumber: criteria.purchaseOrderNumber,
		notes: criteria.notes,
	};
	store.asyncOrders.orders.push(order);
	return order;
}

function judged(
	line: LineCriteria,
	head: AsyncOrderCriteria,
	store: Store,
	referenceOrderID: string,
): { readonly order: Order | undefined; readonly problems: readonly LineProblem[] } {
	const shipping = shippingProblems(line);
	if (shipping.length > 0) return { order: undefined, problems: shipping };
	if (store.asyncOrders.refuses(line)) {
		const message = 'is on a list of names that Tango sends nothing to';
		return {
			order: undefined,
			problems: [problem({ path: 'recipient.firstName', i18nKey: '422.028', message })],
		};
	}
	try {
		return { order: { ...makeOrder(orderOf(line, head), store), referenceOrderID }, problems: [] };
	} catch (error) {
		if (!(error instanceof ApiError) || error.status === 402) throw error;
		const { key = '400.001', message, fields } = error;
		const listed: readonly FieldError[] = fields.length > 0 ? fields : [{ path: '', i18nKey: key, message }];
		return { order: undefined, problems: listed.map(problem) };
	}
}

function problem({ path, i18nKey, message }: FieldError): LineProblem {
	return { field: path, errorCodeValue: i18nKey, errorCodeName: 'VALIDATION', message };
}

function shippingProblems({ deliveryMethod, shippingMethod, deliveryDate }: LineCriteria): LineProblem[] {
	const soonest = Date.now() + 6 * 86_400_000;
	return [
		...(deliveryMethod === 'ADDRESS' && shippingMethod === undefined
			? [problem({ path: 'shippingMethod', i18nKey: '422.028', message: 'may not be null' })]
			: []),
		...(deliveryDate !== undefined && !(Date.parse(deliveryDate) > soonest)
			? [problem({ path: 'deliveryDate', i18nKey: '400.001', message: 'must be at least 7 days ahead' })]
			: []),
	];
}
