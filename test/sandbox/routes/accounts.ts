import { ApiError } from '../errors.ts';
import { type Answer, jsonAnswer } from '../exchange.ts';
import { TANGO_FACTS } from '../facts/tango.ts';
import { customersAccount } from '../funds/move.ts';
import { fromCents } from '../money.ts';
import { cursorList } from '../paging.ts';
import type { Route, Visit } from '../router.ts';
import type { Account } from '../seed.ts';
import type { Store } from '../store.ts';

interface AccountCriteria {
	readonly accountIdentifier: string;
	readonly displayName: string;
	readonly contactEmail: string;
	readonly currencyCode?: string;
	readonly fundingNotification?: readonly { emailAddress?: string }[];
}

type AccountUpdate = Partial<
	Pick<Account, 'displayName' | 'contactEmail'> & {
		fundingNotification: Account['fundingNotification'] | null;
	}
>;

export const accountRoutes: readonly Route[] = [
	{ verb: 'get', path: '/accounts', handle: listAccounts },
	{ verb: 'get', path: '/accounts/{accountIdentifier}', handle: getAccount },
	{ verb: 'get', path: '/customers/{customerIdentifier}/accounts', handle: listCustomerAccounts },
	{ verb: 'post', path: '/customers/{customerIdentifier}/accounts', handle: createAccount },
	{
		verb: 'patch',
		path: '/customers/{customerIdentifier}/accounts/{accountIdentifier}',
		handle: updateAccount,
	},
];

const readAccount = TANGO_FACTS.bodyReader<AccountCriteria>(
	'post',
	'/customers/{customerIdentifier}/accounts',
);

const readUpdate = TANGO_FACTS.bodyReader<AccountUpdate>(
	'patch',
	'/customers/{customerIdentifier}/accounts/{accountIdentifier}',
);

function listAccounts({ call, store }: Visit): Answer {
	return accountList([...store.accounts.values()], call.query);
}

function listCustomerAccounts({ call, store, parameter }: Visit): Answer {
	return accountList(store.accountsOf(existingCustomer(parameter, store)), call.query);
}

function getAccount({ store, parameter }: Visit): Answer {
	const account = store.accounts.get(parameter('accountIdentifier'));
	if (!account) throw new ApiError(404, '404.003', 'Account not found');
	return jsonAnswer(200, accountView(account));
}

function createAccount({ call, store, parameter }: Visit): Answer {
	const customerIdentifier = existingCustomer(parameter, store);
	const criteria = readAccount(call.text);
	if (store.accounts.has(criteria.accountIdentifier)) {
		throw new ApiError(409, '409.003', 'An account with this identifier already exists');
	}
	const account: Account = {
		customerIdentifier,
		accountIdentifier: criteria.accountIdentifier,
		accountNumber: store.nextAccountNumber(),
		displayName: criteria.displayName,
		currencyCode: criteria.currencyCode ?? 'USD',
		contactEmail: criteria.contactEmail,
		fundingNotification: criteria.fundingNotification ?? [],
		createdAt: new Date().toISOString(),
		balanceCents: 0,
		status: 'ACTIVE',
	};
	store.accounts.set(account.accountIdentifier, account);
	return jsonAnswer(201, accountView(account));
}

/** What is not named, or null, stays. */
function updateAccount({ call, store, parameter }: Visit): Answer {
	const account = customersAccount(parameter('customerIdentifier'), parameter('accountIdentifier'), store);
	const { displayName, contactEmail, fundingNotification } = readUpdate(call.text);
	account.displayName = displayName ?? account.displayName;
	account.contactEmail = contactEmail ?? account.contactEmail;
	account.fundingNotification = fundingNotification ?? account.fundingNotification;
	return { ...jsonAnswer(200, accountView(account)), executed: true };
}

function existingCustomer(parameter: Visit['parameter'], store: Store): string {
	const customerIdentifier = parameter('customerIdentifier');
	if (store.customers.has(customerIdentifier)) return customerIdentifier;
	throw new ApiError(404, '404.002', 'Customer not found');
}

function accountList(accounts: readonly Account[], query: URLSearchParams): Answer {
	const views = accounts.map(accountView).filter((view) => fits(view, query));
	return jsonAnswer(200, cursorList(views, query));
}

function accountView(account: Account) {
	return {
		accountIdentifier: account.accountIdentifier,
		accountNumber: account.accountNumber,
		displayName: account.displayName,
		currencyCode: account.currencyCode,
		currentBalance: fromCents(account.balanceCents),
		createdAt: account.createdAt,
		status: account.status,
		contactEmail: account.contactEmail,
		fundingNotification: account.fundingNotification,
	};
}

type AccountView = ReturnType<typeof accountView>;

function fits(view: AccountView, query: URLSearchParams): boolean {
	const texts = ['accountNumber', 'displayName', 'status', 'contactEmail'] as const;
	if (texts.some((name) => query.has(name) && query.get(name) !== view[name])) return false;
	const currencies = query.getAll('currencyCode');
	if (currencies.length > 0 && !currencies.includes(view.currencyCode)) return false;
	const notified = query.getAll('fundingNotificationEmail');
	const known = view.fundingNotification.map(({ emailAddress }) => emailAddress);
	if (notified.length > 0 && !notified.some((email) => known.includes(email))) return false;
	return (
		view.currentBalance >= Number(query.get('minBalance') ?? -Infinity) &&
		view.currentBalance <= Number(query.get('maxBalance') ?? Infinity) &&
		Date.parse(view.createdAt) >= Date.parse(query.get('minDateCreatedAt') ?? '0001-01-01') &&
		Date.parse(view.createdAt) <= Date.parse(query.get('maxDateCreatedAt') ?? '9999-12-31')
	);
}
