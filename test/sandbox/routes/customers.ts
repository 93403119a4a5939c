import { ApiError } from '../errors.ts';
import { type Answer, jsonAnswer } from '../exchange.ts';
import { TANGO_FACTS } from '../facts/tango.ts';
import { cursorList } from '../paging.ts';
import type { Route, Visit } from '../router.ts';
import type { Customer } from '../seed.ts';
import type { Store } from '../store.ts';

interface CustomerCriteria {
	readonly customerIdentifier: string;
	readonly displayName: string;
}

export const customerRoutes: readonly Route[] = [
	{ verb: 'get', path: '/customers', handle: listCustomers },
	{ verb: 'post', path: '/customers', handle: createCustomer },
	{ verb: 'get', path: '/customers/{customerIdentifier}', handle: getCustomer },
];

const readCustomer = TANGO_FACTS.bodyReader<CustomerCriteria>('post', '/customers');

function listCustomers({ call, store }: Visit): Answer {
	const views = [...store.customers.values()].map((customer) => customerView(customer, store));
	return jsonAnswer(
		200,
		cursorList(
			views.filter((view) => fits(view, call.query)),
			call.query,
		),
	);
}

function createCustomer({ call, store }: Visit): Answer {
	const { customerIdentifier, displayName } = readCustomer(call.text);
	if (store.customers.has(customerIdentifier)) {
		throw new ApiError(409, '409.010', 'A customer with this identifier already exists');
	}
	const customer: Customer = {
		customerIdentifier,
		displayName,
		status: 'active',
		createdAt: new Date().toISOString(),
	};
	store.customers.set(customerIdentifier, customer);
	return jsonAnswer(201, customerView(customer, store));
}

function getCustomer({ store, parameter }: Visit): Answer {
	const customer = store.customers.get(parameter('customerIdentifier'));
	if (!customer) throw new ApiError(404, '404.002', 'Customer not found');
	return jsonAnswer(200, customerView(customer, store));
}

/** Accounts appear here without balance and contact e-mail, as at Tango. */
function customerView(customer: Customer, store: Store) {
	const accounts = store
		.accountsOf(customer.customerIdentifier)
		.map(({ accountIdentifier, accountNumber, displayName, createdAt, status, currencyCode }) => ({
			accountIdentifier,
			accountNumber,
			displayName,
			createdAt,
			status,
			currencyCode,
		}));
	return { ...customer, accounts };
}

type CustomerView = ReturnType<typeof customerView>;

function fits(view: CustomerView, query: URLSearchParams): boolean {
	const own = ['displayName', 'status'] as const;
	if (own.some((name) => query.has(name) && query.get(name) !== view[name])) return false;
	if (!within(view.createdAt, query, 'customer')) return false;

	const filters = [...query.keys()].filter((name) => name.startsWith('account'));
	return filters.length === 0 || view.accounts.some((account) => accountFits(account, query));
}

function accountFits(account: CustomerView['accounts'][number], query: URLSearchParams): boolean {
	const wanted = {
		accountStatus: account.status,
		accountIdentifier: account.accountIdentifier,
		accountNumber: account.accountNumber,
		accountDisplayName: account.displayName,
	};
	return (
		Object.entries(wanted).every(([name, value]) => !query.has(name) || query.get(name) === value) &&
		within(account.createdAt, query, 'account')
	);
}

function within(createdAt: string, query: URLSearchParams, prefix: 'customer' | 'account'): boolean {
	const created = Date.parse(createdAt);
	return (
		created >= Date.parse(query.get(`${prefix}MinDateCreatedAt`) ?? '0001-01-01') &&
		created <= Date.parse(query.get(`${prefix}MaxDateCreatedAt`) ?? '9999-12-31')
	);
}
