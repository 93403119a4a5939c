import type { Operation } from '../../n8n/operation';
import { createAccount } from './account/create.operation';
import { getAccount } from './account/get.operation';
import { getManyAccounts } from './account/getMany.operation';
import { checkConnection } from './connection/check.operation';
import { createCustomer } from './customer/create.operation';
import { getCustomer } from './customer/get.operation';
import { getManyCustomers } from './customer/getMany.operation';

/** The only list: menus, fields and routing come from it. A new operation is a new file and a line here. */
export const CUSTOMER_OPERATIONS: readonly Operation[] = [
	createAccount,
	getAccount,
	getManyAccounts,
	checkConnection,
	createCustomer,
	getCustomer,
	getManyCustomers,
];

export const CUSTOMER_RESOURCES = [
	{ name: 'Account', value: 'account' },
	{ name: 'Connection', value: 'connection' },
	{ name: 'Customer', value: 'customer' },
];
