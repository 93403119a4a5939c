import { ofAuthorWhereItChanges, type Field, type Look } from './field';
import { IDENTIFIER, UTID, UUID } from './identifiers';
import { readRequiredText, type TextRules } from './text';

interface LocatorLook extends Look {
	readonly displayName: string;
	/** Method of the node that searches the list. */
	readonly searchListMethod: string;
	readonly placeholder: string;
}

/** An ID, chosen from a list that n8n searches, or typed. */
function locator(
	rules: TextRules,
	{ searchListMethod, placeholder, ...look }: LocatorLook,
	what: string,
): Field<string> {
	return {
		form: {
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			required: true,
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: `Select ${what}…`,
					typeOptions: { searchListMethod, searchable: true },
				},
				{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
			],
			...look,
		},
		read: (value) => readRequiredText(locatorValue(value), rules),
	};
}

/**
 * The ID inside a resource locator. n8n's own `extractValue` is not used: it throws for fields that are
 * hidden at the moment.
 */
export function locatorValue(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && '__rl' in value && 'value' in value;
	return isLocator ? value.value : value;
}

export function customer(look: Look = {}): Field<string> {
	const own = {
		displayName: 'Customer',
		description: 'The Tango customer (called a group in the Tango portal)',
		searchListMethod: 'searchCustomers',
		placeholder: 'e.g. acme-rewards',
	};
	return ofAuthorWhereItChanges(locator(IDENTIFIER, { ...own, ...look }, 'a customer'));
}

export function account(look: Look = {}): Field<string> {
	const own = {
		displayName: 'Account',
		description: 'The Tango account',
		searchListMethod: 'searchAccounts',
		placeholder: 'e.g. acme-usd',
	};
	return ofAuthorWhereItChanges(locator(IDENTIFIER, { ...own, ...look }, 'an account'));
}

export function creditCard(): Field<string> {
	const own = {
		displayName: 'Credit Card',
		description: 'A credit card that is registered for the account, identified by its token',
		searchListMethod: 'searchCreditCards',
		placeholder: 'e.g. 00000000-0000-4000-8000-000000000000',
	};
	// "40 characters" (Tango, fund an account).
	return ofAuthorWhereItChanges(locator({ max: 40 }, own, 'a credit card'));
}

export function reward(): Field<string> {
	const own = {
		displayName: 'Reward',
		description: 'The reward, identified by its UTID in the Tango catalog',
		searchListMethod: 'searchRewards',
		placeholder: 'e.g. U666425',
	};
	return locator(UTID, own, 'a reward');
}

export function choiceProduct(): Field<string> {
	const own = {
		displayName: 'Choice Product',
		description: 'A reward whose recipient chooses the brand, identified by its UTID',
		searchListMethod: 'searchChoiceProducts',
		placeholder: 'e.g. U561593',
	};
	return locator(UTID, own, 'a choice product');
}

export function lowBalanceAlert(): Field<string> {
	const own = {
		displayName: 'Low Balance Alert',
		description: 'The alert of the account, identified by the ID that Tango gave it',
		searchListMethod: 'searchAlerts',
		placeholder: 'e.g. 00000000-0000-4000-8000-000000000000',
	};
	return locator(UUID, own, 'an alert');
}
