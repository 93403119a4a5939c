import { Access, type GrantType, type IssuedToken } from './access.ts';
import { AsyncOrderBook } from './asyncOrders/book.ts';
import { type Deposit, type DepositStatus, FundBook, type Transfer } from './funds/book.ts';
import { type CreditCard, seedCards } from './funds/cards.ts';
import { Dpop } from './dpop.ts';
import { LineItemBook } from './lineItems/book.ts';
import { fromCents, toCents } from './money.ts';
import { type Order, OrderBook } from './orders/book.ts';
import { seedAlert, seedData, type Account, type Alert, type Customer } from './seed.ts';
import { TemplateBook } from './templates/book.ts';
import { WebhookBook } from './webhooks/book.ts';

const FIRST_CREATED_ACCOUNT_NUMBER = 20_000_001;

/** Everything the sandbox remembers, with the switches a test may turn. */
export class Store {
	readonly customers = new Map<string, Customer>();
	readonly accounts = new Map<string, Account>();
	readonly cards = new Map<string, CreditCard>();
	readonly alerts = new Map<string, Alert>();
	readonly book = new OrderBook();
	readonly asyncOrders = new AsyncOrderBook();
	readonly lineItems = new LineItemBook();
	readonly templates = new TemplateBook();
	readonly funds = new FundBook();
	readonly webhooks = new WebhookBook();
	readonly access = new Access();
	/** Off until a test sets its mode, as on Tango platforms that did not ask for it. */
	readonly dpop = new Dpop();
	/** Status of a repeated externalRefID. */
	replayStatus: 200 | 201 = 200;
	/** How long every new order, deposit or transfer stays in process; a duplicate meanwhile gets 409.002. */
	processingMs = 0;
	/** Status given to new orders; PENDING ones carry no codes until `settle()`. */
	newOrderStatus: 'COMPLETE' | 'PENDING' = 'COMPLETE';
	/** Status given to new deposits; only SUCCESS moves money. */
	newDepositStatus: DepositStatus = 'SUCCESS';
	/** The velocity rule that refuses every deposit; undefined: none does. */
	fundingVelocity: '429.002' | '429.004' | '429.005' | undefined = undefined;
	/** How the token endpoint words a 400 or 401; Tango's documents promise only text/plain. */
	tokenErrorStyle: 'json' | 'empty-text' = 'json';
	/** Undefined: by audience. */
	tokenLifetimeSeconds: number | undefined = undefined;
	/** How an answer that is no refusal is told, such as with fields that nobody knows. */
	retell: (body: string) => string = (body) => body;
	/** Requests answered 429 because they came too soon. */
	rateLimitHits = 0;

	constructor() {
		this.reset();
	}

	/** Executed orders in the order of execution. */
	get orders(): readonly Order[] {
		return this.book.orders;
	}

	get tokensIssued(): readonly IssuedToken[] {
		return this.access.tokens;
	}

	/** Grants the OAuth client may use; change it freely, `reset()` allows both again. */
	get allowedGrants(): Set<GrantType> {
		return this.access.allowedGrants;
	}

	reset(): void {
		const { customers, accounts } = seedData();
		this.customers.clear();
		this.accounts.clear();
		this.cards.clear();
		for (const customer of customers) this.customers.set(customer.customerIdentifier, customer);
		for (const account of accounts) this.accounts.set(account.accountIdentifier, account);
		for (const card of seedCards()) this.cards.set(card.token, card);
		this.alerts.clear();
		const alert = seedAlert();
		this.alerts.set(alert.balanceAlertID, alert);
		this.book.reset();
		this.asyncOrders.reset();
		this.lineItems.reset();
		this.templates.reset();
		this.funds.reset();
		this.webhooks.reset();
		this.access.reset();
		this.dpop.reset();
		this.processingMs = 0;
		this.newOrderStatus = 'COMPLETE';
		this.newDepositStatus = 'SUCCESS';
		this.fundingVelocity = undefined;
		this.tokenErrorStyle = 'json';
		this.retell = (body) => body;
		this.rateLimitHits = 0;
	}

	/** Executed orders with this externalRefID, on one account or on all. */
	ordersFor(externalRefID: string, accountIdentifier?: string): readonly Order[] {
		const orders = this.book.withReference(externalRefID);
		return accountIdentifier === undefined
			? orders
			: orders.filter((order) => order.accountIdentifier === accountIdentifier);
	}

	/** Deposits on the books with this externalRefID. */
	depositsFor(externalRefID: string): readonly Deposit[] {
		return this.funds.deposits.filter((deposit) => deposit.externalRefID === externalRefID);
	}

	/** Transfers that were carried out with this externalRefID. */
	transfersFor(externalRefID: string): readonly Transfer[] {
		return this.funds.transfers.filter((transfer) => transfer.externalRefID === externalRefID);
	}

	accountsOf(customerIdentifier: string): Account[] {
		return [...this.accounts.values()].filter((account) => account.customerIdentifier === customerIdentifier);
	}

	/** Balance in the account's currency; NaN for an unknown account. */
	balance(accountIdentifier: string): number {
		return fromCents(this.accounts.get(accountIdentifier)?.balanceCents ?? NaN);
	}

	deposit(accountIdentifier: string, amount: number): void {
		const account = this.accounts.get(accountIdentifier);
		if (!account) throw new Error(`no account ${accountIdentifier}`);
		account.balanceCents += toCents(amount);
	}

	nextAccountNumber(): string {
		return `A${FIRST_CREATED_ACCOUNT_NUMBER + this.accounts.size}`;
	}

	/** Decides a PENDING order later, as Tango's review would. */
	settle(referenceOrderID: string, status: Order['status']): void {
		const order = this.book.find(referenceOrderID);
		if (!order) throw new Error(`no order ${referenceOrderID}`);
		order.status = status;
	}

	revokeKey(key: string): void {
		this.access.revokeKey(key);
	}

	rotateSecret(secret = 'sandbox-rotated-secret-not-a-secret'): string {
		this.access.rotateSecret(secret);
		return secret;
	}

	expireTokens(): void {
		this.access.expireTokens();
	}
}
