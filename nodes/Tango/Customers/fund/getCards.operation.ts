import { z } from 'zod/v4';
import { ENDPOINTS } from '../../core';
import { optionsField, RETURN_ALL_FIELDS, SIMPLIFY_FIELD } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { listParams, optionalText, requestOptions } from '../../n8n/fields/params';
import { cardOutput } from './output';

export const getCards = defineOperation({
	resource: 'fund',
	value: 'getCards',
	name: 'Get Cards',
	action: 'Get credit cards',
	description: 'Get a list of the registered credit cards. Tango shows no more than the last four digits.',
	properties: [
		...RETURN_ALL_FIELDS,
		SIMPLIFY_FIELD,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{ displayName: 'Account ID', name: 'accountIdentifier', type: 'string', default: '' },
				{ displayName: 'Customer ID', name: 'customerIdentifier', type: 'string', default: '' },
				{ displayName: 'Label', name: 'label', type: 'string', default: '' },
				{ displayName: 'Last Four Digits', name: 'lastFourDigits', type: 'string', default: '' },
				{
					displayName: 'Show Inactive',
					name: 'showInactive',
					type: 'boolean',
					default: true,
					description: 'Whether to list unregistered cards too',
				},
			],
		},
		optionsField(),
	],
	params: z.object({
		...listParams,
		filters: z
			.object({
				accountIdentifier: optionalText,
				customerIdentifier: optionalText,
				label: optionalText,
				lastFourDigits: optionalText,
				showInactive: z.boolean({ error: 'must be on or off' }).optional(),
			})
			.prefault({}),
		options: z.looseObject(requestOptions),
	}),
	execute: async ({ returnAll, limit, simplify, filters }, { tango, call }) => {
		const wanted = returnAll ? Infinity : limit;
		const cards = await tango.list(ENDPOINTS.listCreditCards, { query: filters }, wanted, call);
		return cards.map((card) => cardOutput(card, simplify));
	},
});
