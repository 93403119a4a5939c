import type { Operation } from '../n8n/run/operation';
import { createAccount } from './account/create.operation';
import { getAccount } from './account/get.operation';
import { getManyAccounts } from './account/getMany.operation';
import { updateAccount } from './account/update.operation';
import { check } from './connection/check.operation';
import { createCustomer } from './customer/create.operation';
import { getCustomer } from './customer/get.operation';
import { getManyCustomers } from './customer/getMany.operation';
import { depositFromCard } from './fund/depositFromCard.operation';
import { getCard } from './fund/getCard.operation';
import { getCards } from './fund/getCards.operation';
import { getDeposit } from './fund/getDeposit.operation';
import { transfer } from './fund/transfer.operation';
import { unregisterCard } from './fund/unregisterCard.operation';
import { createAlert } from './lowBalanceAlert/create.operation';
import { deleteAlert } from './lowBalanceAlert/delete.operation';
import { getAlert } from './lowBalanceAlert/get.operation';
import { getManyAlerts } from './lowBalanceAlert/getMany.operation';
import { updateAlert } from './lowBalanceAlert/update.operation';

/** The only list: menus, fields and routing come from it. A new operation is a new file and a line here. */
export const CUSTOMER_OPERATIONS: readonly Operation[] = [
	createAccount,
	getAccount,
	getManyAccounts,
	updateAccount,
	check,
	createCustomer,
	getCustomer,
	getManyCustomers,
	depositFromCard,
	getCard,
	getCards,
	getDeposit,
	transfer,
	unregisterCard,
	createAlert,
	deleteAlert,
	getAlert,
	getManyAlerts,
	updateAlert,
];

export const CUSTOMER_RESOURCES = [
	{ name: 'Account', value: 'account', description: 'Holds the money that rewards are paid with' },
	{ name: 'Connection', value: 'connection', description: 'Whether this n8n can talk to Tango' },
	{ name: 'Customer', value: 'customer', description: 'Holds accounts; called a group in the Tango portal' },
	{ name: 'Fund', value: 'fund', description: 'Money put into an account or moved between two' },
	{
		name: 'Low Balance Alert',
		value: 'lowBalanceAlert',
		description: 'An email from Tango when an account runs out of money',
	},
];
