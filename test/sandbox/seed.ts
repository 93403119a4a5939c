export interface Customer {
	readonly customerIdentifier: string;
	readonly displayName: string;
	readonly status: 'active';
	readonly createdAt: string;
}

export type AccountStatus = 'ACTIVE' | 'INACTIVE' | 'DISABLED' | 'FROZEN' | 'DELETED';

export interface Account {
	readonly customerIdentifier: string;
	readonly accountIdentifier: string;
	readonly accountNumber: string;
	displayName: string;
	readonly currencyCode: string;
	contactEmail: string;
	fundingNotification: readonly { emailAddress?: string }[];
	readonly createdAt: string;
	balanceCents: number;
	status: AccountStatus;
}

/** Tells when an account runs low. */
export interface Alert {
	readonly balanceAlertID: string;
	readonly customerIdentifier: string;
	readonly accountIdentifier: string;
	balanceAlertDisplayName: string;
	balanceAlertThreshold: number;
	balanceAlertNotification: readonly { emailAddress?: string }[];
	readonly createdAt: string;
}

/** The alert that every sandbox starts with. */
export const SEEDED_ALERT = '00000000-0000-4000-8000-0000000000a1';

export function seedAlert(): Alert {
	return {
		balanceAlertID: SEEDED_ALERT,
		customerIdentifier: 'acme-rewards',
		accountIdentifier: 'acme-usd',
		balanceAlertDisplayName: 'Time to add funds',
		balanceAlertThreshold: 500,
		balanceAlertNotification: [{ emailAddress: 'finance@example.com' }],
		createdAt: CREATED,
	};
}

const CREATED = '2026-01-05T09:30:00.000Z';

/** Customers and accounts every sandbox starts with. */
export function seedData(): { customers: Customer[]; accounts: Account[] } {
	return {
		customers: [customer('acme-rewards', 'Acme Rewards'), customer('globex-hr', 'Globex HR')],
		accounts: [
			// High enough that a benchmark of thousands of orders does not run dry.
			account('acme-rewards', 'acme-usd', 'A10000001', 'Acme US Dollar', 'USD', 1_000_000),
			account('acme-rewards', 'acme-eur', 'A10000002', 'Acme Euro', 'EUR', 1_000_000),
			// Low enough to be overdrawn by one order.
			account('globex-hr', 'globex-usd', 'A10000003', 'Globex US Dollar', 'USD', 20),
		],
	};
}

function customer(customerIdentifier: string, displayName: string): Customer {
	return { customerIdentifier, displayName, status: 'active', createdAt: CREATED };
}

function account(
	customerIdentifier: string,
	accountIdentifier: string,
	accountNumber: string,
	displayName: string,
	currencyCode: string,
	balance: number,
): Account {
	return {
		customerIdentifier,
		accountIdentifier,
		accountNumber,
		displayName,
		currencyCode,
		balanceCents: balance * 100,
		contactEmail: 'finance@example.com',
		fundingNotification: [],
		status: 'ACTIVE',
		createdAt: CREATED,
	};
}
