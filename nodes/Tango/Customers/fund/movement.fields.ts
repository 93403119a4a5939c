import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../n8n/fields/shared';

type Kind = 'deposit' | 'transfer';

export function amountField(description: string): INodeProperties {
	return {
		displayName: 'Amount',
		name: 'amount',
		type: 'number',
		typeOptions: { numberPrecision: 2, minValue: 0 },
		default: 0,
		required: true,
		description,
	};
}

export function referenceField(kind: Kind): INodeProperties {
	return {
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.invoiceNumber }}',
		description: `A value that exists once per ${kind}, such as the number of the invoice or request. The same reference never moves money twice.`,
	};
}

export function movementOptions(kind: Kind): INodeProperties {
	return optionsField([
		{
			displayName: 'Maximum Amount',
			name: 'maximumAmount',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 1000,
			description: `No ${kind} above this amount is made`,
		},
		{
			displayName: 'Maximum Total',
			name: 'maximumTotal',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 5000,
			description: 'No money is moved when all items of this run together come to more than this',
		},
	]);
}
