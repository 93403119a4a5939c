import { ENDPOINTS } from '../../core';
import { optional } from '../../n8n/fields/locator';
import { customer } from '../../n8n/fields/locators';
import { emails } from '../../n8n/fields/many';
import { moment } from '../../n8n/fields/moment';
import { border, checkBorders } from '../../n8n/fields/numbers';
import { accountCurrencies, accountStatus } from '../../n8n/fields/statuses';
import { email, text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
import { ofCustomers } from './ofCustomers';
import { accountOutput } from './output';

export const getManyAccounts = defineListOperation({
	resource: 'account',
	action: 'Get many accounts',
	description: 'Get a list of accounts with their balances',
	toolDescription:
		'Gets the accounts of the company: name, currency and state of each, and the customer it belongs to.',
	holdsBalances: true,
	filters: {
		accountNumber: text({
			placeholder: 'e.g. A10000001',
			description: 'The number that Tango gave the account',
		}),
		contactEmail: email({ description: 'Who Tango writes to about the account' }),
		currencyCode: accountCurrencies(),
		customerIdentifier: optional(customer()),
		displayName: text({ description: 'What the account is called in the Tango portal' }),
		fundingNotificationEmail: emails({ description: 'Who is told when money comes in' }),
		maxBalance: border({ displayName: 'Balance at Most', description: 'The highest balance that is listed' }),
		maxDateCreatedAt: moment(
			{ displayName: 'Created Before', description: 'The last day or time at which it was made' },
			'end',
		),
		minBalance: border({ displayName: 'Balance at Least', description: 'The lowest balance that is listed' }),
		minDateCreatedAt: moment({
			displayName: 'Created After',
			description: 'The first day or time at which it was made',
		}),
		status: accountStatus(),
	},
	checkFilters: (filters, complain) => checkBorders(filters, ['minBalance', 'maxBalance'], complain),
	find: async ({ customerIdentifier, ...query }, limit, item) => {
		const { tango, call } = item;
		if (!customerIdentifier) {
			const accounts = await tango.list(ENDPOINTS.listAccounts, { query }, limit, call);
			return (await ofCustomers(accounts, item)).map((account) => ({ account, known: {} }));
		}
		const request = { path: { customerIdentifier }, query };
		const accounts = await tango.list(ENDPOINTS.listCustomerAccounts, request, limit, call);
		return accounts.map((account) => ({ account, known: { customerIdentifier } }));
	},
	output: ({ account, known }, simplify) => accountOutput(account, simplify, known),
});
