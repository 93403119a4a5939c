import { ENDPOINTS } from '../../core';
import { optional } from '../../n8n/fields/locator';
import { account } from '../../n8n/fields/locators';
import { moment } from '../../n8n/fields/moment';
import { accountStatus } from '../../n8n/fields/statuses';
import { text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
import { customerOutput } from './output';

export const getManyCustomers = defineListOperation({
	resource: 'customer',
	action: 'Get many customers',
	description: 'Get a list of customers',
	filters: {
		accountDisplayName: text({ description: 'Customers with an account of this name' }),
		accountIdentifier: optional(account({ description: 'The customer of this account' })),
		accountMaxDateCreatedAt: moment({ displayName: 'Account Created Before' }, 'end'),
		accountMinDateCreatedAt: moment({ displayName: 'Account Created After' }),
		accountNumber: text({ placeholder: 'e.g. A10000001' }),
		accountStatus: accountStatus({ description: 'Customers with such an account' }),
		customerMaxDateCreatedAt: moment({ displayName: 'Created Before' }, 'end'),
		customerMinDateCreatedAt: moment({ displayName: 'Created After' }),
		displayName: text(),
		status: text({ placeholder: 'e.g. active' }),
	},
	find: async (query, limit, { tango, call }) =>
		await tango.list(ENDPOINTS.listCustomers, { query }, limit, call),
	output: customerOutput,
});
