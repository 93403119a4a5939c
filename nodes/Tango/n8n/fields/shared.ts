import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** Fields that several operations share. */

export const CUSTOMER_FIELD: INodeProperties = {
	displayName: 'Customer',
	name: 'customerIdentifier',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The Tango customer (called a group in the Tango portal)',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a customer…',
			typeOptions: { searchListMethod: 'searchCustomers', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. acme-rewards',
		},
	],
};

export const ACCOUNT_FIELD: INodeProperties = {
	displayName: 'Account',
	name: 'accountIdentifier',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The Tango account',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an account…',
			typeOptions: { searchListMethod: 'searchAccounts', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. acme-usd',
		},
	],
};

export const CREDIT_CARD_FIELD: INodeProperties = {
	displayName: 'Credit Card',
	name: 'creditCardToken',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'A credit card that is registered for the account, identified by its token',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a credit card…',
			typeOptions: { searchListMethod: 'searchCreditCards', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 00000000-0000-4000-8000-000000000000',
		},
	],
};

export const REWARD_FIELD: INodeProperties = {
	displayName: 'Reward',
	name: 'utid',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The reward, identified by its UTID in the Tango catalog',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a reward…',
			typeOptions: { searchListMethod: 'searchRewards', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. U666425',
		},
	],
};

export const RETURN_ALL_FIELDS: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
	},
];

export const SIMPLIFY_FIELD: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** What every operation that calls Tango lets the user set. */
const REQUEST_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Max Attempts',
		name: 'maxAttempts',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 5,
		description: 'How often a request is tried in all. Tango asks for no more than 5.',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 15,
		description: 'Seconds that Tango gets to answer one attempt. Tango asks for 15.',
	},
	{
		displayName: 'Total Timeout',
		name: 'totalTimeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 120,
		description: 'Seconds for all attempts of one request together',
	},
	{
		displayName: 'X-Forwarded-For',
		name: 'forwardedFor',
		type: 'string',
		default: '',
		placeholder: 'e.g. 203.0.113.42',
		description:
			'Value of the X-Forwarded-For header, instead of the one in the credential. IP addresses only; ports are removed. Empty: the header is not sent.',
	},
];

/** The collection "Options": the request options and an operation's own, in alphabetical order. */
export function optionsField(own: INodeProperties[] = []): INodeProperties {
	const options: Array<INodeProperties | INodePropertyOptions | INodePropertyCollection> = [
		...REQUEST_OPTIONS,
		...own,
	].sort((a, b) => a.displayName.localeCompare(b.displayName));
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	};
}
