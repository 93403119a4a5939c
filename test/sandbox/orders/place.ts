import { type CatalogItem, findItem } from '../catalog.ts';
import { ApiError, type FieldError, invalid, invalidField } from '../errors.ts';
import { inWords } from '../facts/requestFacts.ts';
import { baseFx, fromCents, round, toCents } from '../money.ts';
import type { Account } from '../seed.ts';
import type { Store } from '../store.ts';
import type { Money, Order, OrderCriteria } from './book.ts';
import { amountError, checkTemplate, contentErrors, deliveryMethodOf, itemErrors } from './rules.ts';

const UNKNOWN_ITEM =
	'The Item identifier provided is not valid. Please check the identifier and try again. You can confirm valid Items with the Get Catalog call.';

/** Executes an order: checks it, charges the account and puts it on the books. */
export function placeOrder(criteria: OrderCriteria, store: Store): Order {
	const order = makeOrder(criteria, store);
	store.book.add(order);
	return order;
}

/** The same, on no book yet. */
export function makeOrder(criteria: OrderCriteria, store: Store): Order {
	const account = chargedAccount(criteria, store);
	const item = checkedItem(criteria, account, store);

	const amountCharged = priceOf(criteria.amount, item, account.currencyCode);
	const totalCents = toCents(amountCharged.total);
	if (totalCents > account.balanceCents) {
		throw new ApiError(402, '402.001', 'There are insufficient funds to complete this order');
	}
	account.balanceCents -= totalCents;

	return newOrder(criteria, store, account, item, amountCharged);
}

/** The ordered item, once all that is wrong with the order was listed. */
function checkedItem(criteria: OrderCriteria, account: Account, store: Store): CatalogItem {
	const broken = contentErrors(criteria);
	const breaks = (field: string) => broken.some(({ path }) => path === field);
	const refusal = (errors: readonly FieldError[]) => invalid(errors, inWords('post /orders body', broken));
	if (breaks('utid')) throw refusal(broken);

	const item = orderedItem(criteria, account);
	const errors = [...broken, ...itemErrors(criteria, item)];
	const wrongAmount = breaks('amount') ? undefined : amountError(criteria.amount, item);
	if (wrongAmount) errors.unshift(wrongAmount);
	if (errors.length > 0) throw refusal(errors);
	checkTemplate(criteria, store);
	return item;
}

export function chargedAccount(
	criteria: Pick<OrderCriteria, 'customerIdentifier' | 'accountIdentifier'>,
	store: Store,
): Account {
	const { customerIdentifier, accountIdentifier } = criteria;
	const account = store.accounts.get(accountIdentifier);
	if (!store.customers.has(customerIdentifier)) throw new ApiError(404, '404.002', 'Customer not found');
	if (!account) throw new ApiError(404, '404.003', 'Account not found');
	if (account.customerIdentifier !== customerIdentifier) {
		throw new ApiError(404, '404.020', 'The account does not belong to the customer');
	}
	if (account.status !== 'ACTIVE') throw new ApiError(404, '404.004', 'The account is not active');
	return account;
}

function orderedItem({ utid }: OrderCriteria, account: Account): CatalogItem {
	const item = findItem(utid);
	if (!item) throw invalidField('utid', '422.024', UNKNOWN_ITEM, utid);
	if (item.status !== 'active') throw invalidField('utid', '422.030', 'The item is not active', utid);
	if (baseFx(account.currencyCode, item.currencyCode) === undefined) {
		throw invalidField('utid', '422.166', 'The item cannot be bought in this currency', utid);
	}
	return item;
}

/** Charged amount = face value in the account's currency, plus the item's fee. */
function priceOf(amount: number, item: CatalogItem, currencyCode: string): Money {
	const foreign = item.currencyCode !== currencyCode;
	const exchangeRate = foreign ? round(1 / (baseFx(currencyCode, item.currencyCode) ?? 1), 5) : 1;
	const valueCents = toCents(amount * exchangeRate);
	const feeCents = feeOf(item, valueCents);
	return {
		value: fromCents(valueCents),
		currencyCode,
		// Real answers leave both out where they say nothing.
		...(foreign && { exchangeRate }),
		...((foreign || feeCents > 0) && { fee: fromCents(feeCents) }),
		total: fromCents(valueCents + feeCents),
	};
}

function feeOf({ fee }: CatalogItem, valueCents: number): number {
	if (!fee) return 0;
	return fee.type === 'FLAT' ? toCents(fee.value) : Math.round((valueCents * fee.value) / 100);
}

function newOrder(
	criteria: OrderCriteria,
	store: Store,
	account: Account,
	item: CatalogItem,
	amountCharged: Money,
): Order {
	const now = new Date();
	const { amount, customerIdentifier, accountIdentifier } = criteria;
	return {
		referenceOrderID: store.book.nextOrderID(now),
		externalRefID: criteria.externalRefID || undefined,
		customerIdentifier,
		accountIdentifier,
		accountNumber: account.accountNumber,
		deliveryMethod: deliveryMethodOf(criteria),
		criteria,
		item,
		denomination: { value: amount, currencyCode: item.currencyCode, total: amount },
		amountCharged,
		createdAt: now.toISOString(),
		createdAtMs: now.getTime(),
		status: store.newOrderStatus,
	};
}
