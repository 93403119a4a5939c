import { ApiError, invalidField } from '../errors.ts';
import { fromCents, round, toCents } from '../money.ts';
import type { Account } from '../seed.ts';
import type { Store } from '../store.ts';
import type { Deposit, DepositCriteria, TransferCriteria } from './book.ts';
import { CARD_TOKENS, type CreditCard } from './cards.ts';

/** Tango adds it to what the card pays. */
export const DEPOSIT_FEE_PERCENT = 3.5;

/** Charges the card and puts the money into the account; only a SUCCESS moves money. */
export function deposit(criteria: DepositCriteria, store: Store): Deposit {
	const { customerIdentifier, accountIdentifier, amount, externalRefID } = criteria;
	const account = customersAccount(customerIdentifier, accountIdentifier, store);
	const card = usableCard(criteria, store);
	if (store.fundingVelocity !== undefined) {
		throw new ApiError(429, store.fundingVelocity, 'The funding limit for this period is reached');
	}
	if (card.token === CARD_TOKENS.refused) {
		throw new ApiError(402, '402.051', 'The credit card authorization failed');
	}
	const now = new Date();
	const done: Deposit = {
		referenceDepositID: store.funds.nextDepositID(now),
		externalRefID: externalRefID || undefined,
		accountIdentifier,
		accountNumber: account.accountNumber,
		amount,
		amountCharged: round(amount * (1 + DEPOSIT_FEE_PERCENT / 100), 2),
		createdDate: now.toISOString(),
		status: store.newDepositStatus,
	};
	if (done.status === 'SUCCESS') account.balanceCents += toCents(amount);
	store.funds.deposits.push(done);
	return done;
}

/** The card, if it belongs to this very customer and account. */
export function registeredCard(
	{
		customerIdentifier,
		accountIdentifier,
		creditCardToken,
	}: Pick<DepositCriteria, 'customerIdentifier' | 'accountIdentifier' | 'creditCardToken'>,
	store: Store,
): CreditCard {
	const card = store.cards.get(creditCardToken);
	if (
		card?.status !== 'ACTIVE' ||
		card.customerIdentifier !== customerIdentifier ||
		card.accountIdentifier !== accountIdentifier
	) {
		throw new ApiError(404, '404.022', 'Credit card not found');
	}
	return card;
}

/** Balances before and after, by which the two sides of a transfer are shown. */
export interface TransferSide {
	readonly account: Account;
	readonly startingBalance: number;
	readonly endingBalance: number;
}

export interface DoneTransfer {
	readonly transferDate: string;
	readonly from: TransferSide;
	readonly to: TransferSide;
}

/** Moves money between two accounts. */
export function transfer(criteria: TransferCriteria, store: Store): DoneTransfer {
	const { transferFrom, transferTo, amount, externalRefID } = criteria;
	const from = activeAccount(transferFrom, store);
	const to = activeAccount(transferTo, store);
	if (from === to) {
		throw invalidField('transferTo', '400.001', 'The accounts of a transfer must differ', transferTo);
	}
	if (from.currencyCode !== to.currencyCode) {
		throw invalidField('transferTo', '400.001', 'The accounts must have the same currency', transferTo);
	}
	const cents = toCents(amount);
	if (cents > from.balanceCents) {
		throw new ApiError(402, '402.001', 'There are insufficient funds to complete this transfer');
	}
	const sides = { from: moved(from, -cents), to: moved(to, cents) };
	store.funds.transfers.push({ externalRefID: externalRefID || undefined, transferFrom, transferTo, amount });
	return { transferDate: new Date().toISOString(), ...sides };
}

function moved(account: Account, cents: number): TransferSide {
	const startingBalance = fromCents(account.balanceCents);
	account.balanceCents += cents;
	return { account, startingBalance, endingBalance: fromCents(account.balanceCents) };
}

function usableCard(criteria: DepositCriteria, store: Store): CreditCard {
	const card = registeredCard(criteria, store);
	if (Date.parse(card.activationDate) > Date.now()) {
		throw new ApiError(429, '429.003', `The credit card is not active before ${card.activationDate}`);
	}
	return card;
}

/** An active account that belongs to this very customer. */
export function customersAccount(
	customerIdentifier: string,
	accountIdentifier: string,
	store: Store,
): Account {
	if (!store.customers.has(customerIdentifier)) throw new ApiError(404, '404.002', 'Customer not found');
	const account = activeAccount(accountIdentifier, store);
	if (account.customerIdentifier === customerIdentifier) return account;
	throw new ApiError(404, '404.020', 'The account does not belong to the customer');
}

function activeAccount(accountIdentifier: string, store: Store): Account {
	const account = store.accounts.get(accountIdentifier);
	if (!account) throw new ApiError(404, '404.003', 'Account not found');
	if (account.status !== 'ACTIVE') throw new ApiError(404, '404.004', 'The account is not active');
	return account;
}
