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
		accountMaxDateCreatedAt: moment(
			{
				displayName: 'Account Created Before',
				description: 'The last day or time at which an account of the customer was made',
			},
			'end',
		),
		accountMinDateCreatedAt: moment({
			displayName: 'Account Created After',
			description: 'The first day or time at which an account of the customer was made',
		}),
		accountNumber: text({
			placeholder: 'e.g. A10000001',
			description: 'Customers with the account of this number',
		}),
		accountStatus: accountStatus({ description: 'Customers with such an account' }),
		customerMaxDateCreatedAt: moment(
			{ displayName: 'Created Before', description: 'The last day or time at which it was made' },
			'end',
		),
		customerMinDateCreatedAt: moment({
			displayName: 'Created After',
			description: 'The first day or time at which it was made',
		}),
		displayName: text({ description: 'What the customer is called in the Tango portal' }),
		status: text({ placeholder: 'e.g. active', description: 'How Tango has the customer, in its own word' }),
	},
	find: async (query, limit, { tango, call }) =>
		await tango.list(ENDPOINTS.listCustomers, { query }, limit, call),
	output: customerOutput,
});
