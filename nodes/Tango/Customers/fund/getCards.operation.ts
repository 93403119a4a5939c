import { ENDPOINTS } from '../../core';
import { choice, flag } from '../../n8n/fields/choices';
import { optional } from '../../n8n/fields/locator';
import { account, creditCard, customer } from '../../n8n/fields/locators';
import { email, text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
import { cardOutput } from './output';

export const getCards = defineListOperation({
	resource: 'fund',
	value: 'getCards',
	name: 'Get Cards',
	action: 'Get credit cards',
	description: 'Get a list of the registered credit cards. Tango shows no more than the last four digits.',
	filters: {
		accountIdentifier: optional(account()),
		accountNumber: text({
			placeholder: 'e.g. A10000001',
			description: 'The number that Tango gave the account',
		}),
		customerIdentifier: optional(customer()),
		emailAddress: email({ description: 'Of whoever looks after the card' }),
		expirationDate: text(
			{ placeholder: 'e.g. 2031-12', description: 'Year and month that are printed on the card' },
			{ like: [/^\d{4}-\d{2}$/, 'must be a year and a month, such as 2031-12'] },
		),
		fullName: text({ description: 'Of whoever looks after the card' }),
		label: text({ description: 'What the card was called when it was registered' }),
		lastFourDigits: text({ description: 'The end of the number that is printed on the card' }),
		showInactive: flag({ default: true, description: 'Whether to list unregistered cards too' }),
		status: choice(
			{
				ACTIVE: { name: 'Active', description: 'The card is registered' },
				DELETED: { name: 'Deleted', description: 'The card is not registered any more' },
			},
			{ default: 'ACTIVE', description: 'Whether the card can still be used' },
		),
		token: optional(creditCard()),
	},
	find: async (query, limit, { tango, call }) =>
		await tango.list(ENDPOINTS.listCreditCards, { query }, limit, call),
	output: cardOutput,
});
