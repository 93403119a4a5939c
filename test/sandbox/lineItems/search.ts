import { endOf, startOf } from '../facts/dates.ts';
import type { Store } from '../store.ts';
import type { LineItem } from './book.ts';
import { deliveryStatusOf, emailStatusOf, remainingBalanceOf, sourceOf } from './views.ts';
import { isChoice } from './rules.ts';

/** Filters that compare one text of the line item with the wanted one. */
const TEXTS: Readonly<Record<string, (line: LineItem) => string | undefined>> = {
	referenceOrderID: ({ order }) => order.referenceOrderID,
	externalRefID: ({ order }) => order.externalRefID,
	utid: ({ order }) => order.item.utid,
	ptid: ({ order }) => order.criteria.ptid,
	etid: ({ order }) => order.criteria.etid ?? 'E000000',
	status: ({ order }) => order.status,
	emailStatus: emailStatusOf,
	deliveryMethod: ({ order }) => order.deliveryMethod,
	deliveryStatus: deliveryStatusOf,
	orderStatus: ({ order }) => order.status,
	orderSource: sourceOf,
	recipientEmail: ({ order }) => order.criteria.recipient?.email,
	recipientMobileNumber: ({ order }) => order.criteria.recipient?.mobileNumber,
	recipientFirstName: ({ order }) => order.criteria.recipient?.firstName,
	recipientLastName: ({ order }) => order.criteria.recipient?.lastName,
	accountIdentifier: ({ order }) => order.accountIdentifier,
	campaign: ({ order, fate }) => fate.changes.campaign ?? order.criteria.campaign,
	purchaseOrderNumber: ({ order, fate }) =>
		fate.changes.purchaseOrderNumber ?? order.criteria.purchaseOrderNumber,
	orderNotes: ({ order, fate }) => fate.changes.orderNotes ?? order.criteria.notes,
	recipientStreetLine1: (line) => addressOf(line).streetLine1,
	recipientStreetLine2: (line) => addressOf(line).streetLine2,
	recipientCity: (line) => addressOf(line).city,
	recipientStateOrProvince: (line) => addressOf(line).stateOrProvince,
	recipientPostalCode: (line) => addressOf(line).postalCode,
	recipientCountry: (line) => addressOf(line).country,
};

function addressOf({ order }: LineItem): Readonly<Record<string, string>> {
	return order.criteria.recipient?.address ?? {};
}

type Test = (line: LineItem) => boolean;

/** Line items that fit the query, sorted as it asks; newest first unless it does. */
export function searchLineItems(query: URLSearchParams, store: Store): LineItem[] {
	const tests = [...textTests(query), ...balanceTests(query), ...dateTests(query)];
	const found = [...store.orders, ...store.asyncOrders.rewards]
		.map((order) => store.lineItems.of(order))
		.filter((line) => tests.every((test) => test(line)));
	const key = sortKeyOf(query.get('columnSortName') ?? 'dateIssued');
	const sorted = found
		.map((line, index) => ({ line, index, key: key(line) }))
		.sort((a, b) => compare(a.key, b.key) || a.index - b.index)
		.map(({ line }) => line);
	return query.get('columnSortAscending') === 'true' ? sorted : sorted.reverse();
}

function compare(a: string | number, b: string | number): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function sortKeyOf(column: string): (line: LineItem) => string | number {
	switch (column) {
		case 'dateIssued':
			return ({ order }) => order.createdAtMs;
		case 'amountIssued':
			return ({ order }) => order.denomination.value;
		case 'accountNumber':
			return ({ order }) => order.accountNumber;
		case 'rewardName':
			return ({ order }) => order.item.rewardName;
		case 'externalReferenceId':
			return ({ order }) => order.externalRefID ?? '';
		default:
			return (line) => TEXTS[column]?.(line) ?? '';
	}
}

function textTests(query: URLSearchParams): Test[] {
	return Object.entries(TEXTS).flatMap(([name, read]) => {
		const wanted = query.get(name)?.toLowerCase();
		return wanted === undefined ? [] : [(line: LineItem) => read(line)?.toLowerCase() === wanted];
	});
}

/** Only Choice products have one. */
function balanceTests(query: URLSearchParams): Test[] {
	const least = query.get('minRemainingBalance');
	const most = query.get('maxRemainingBalance');
	const any = query.get('hasRemainingBalance');
	return [
		...(least === null
			? []
			: [(line: LineItem) => isChoice(line) && remainingBalanceOf(line) >= Number(least)]),
		...(most === null
			? []
			: [(line: LineItem) => isChoice(line) && remainingBalanceOf(line) <= Number(most)]),
		...(any === null
			? []
			: [(line: LineItem) => (isChoice(line) && remainingBalanceOf(line) > 0) === (any === 'true')]),
	];
}

function dateTests(query: URLSearchParams): Test[] {
	const start = query.get('startDate');
	const end = query.get('endDate');
	return [
		...(start === null ? [] : [({ order }: LineItem) => order.createdAtMs >= startOf(start)]),
		...(end === null ? [] : [({ order }: LineItem) => order.createdAtMs <= endOf(end)]),
	];
}
