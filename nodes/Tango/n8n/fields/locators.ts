import { isRecord, type OrderChoice } from '../../core';
import { ofAuthorWhereItChanges, type Field, type Look } from './field';
import { ETID, IDENTIFIER, ORDER_NUMBER, UTID, UUID } from './identifiers';
import { locator, locatorValue } from './locator';
import { readRequiredText } from './text';

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

export function lineItem(): Field<string> {
	const own = {
		displayName: 'Line Item',
		description:
			'The reward of an order, identified by the number that Tango gave it (referenceLineItemID). The list has the newest; type a whole email address to find older ones.',
		searchListMethod: 'searchLineItems',
		placeholder: 'e.g. RA261122-1401-64-1',
	};
	return locator(ORDER_NUMBER, own, 'a line item');
}

/** The mode of a locator in which the user gives a reference of their own. */
const BY_REFERENCE = 'reference';

/** An order as it was chosen: not yet Tango's number where it is a reference. */
export function order(): Field<OrderChoice> {
	const own = {
		displayName: 'Order',
		description:
			'The order, identified by the number that Tango gave it (referenceOrderID). The list has the newest; type a whole email address to find older ones.',
		searchListMethod: 'searchOrders',
		placeholder: 'e.g. RA261122-1401-64',
	};
	const { form, read } = locator(ORDER_NUMBER, own, 'an order');
	return {
		form: {
			...form,
			modes: [
				...(form.modes ?? []),
				{
					displayName: 'By Reference',
					name: BY_REFERENCE,
					type: 'string',
					placeholder: 'e.g. response-4711',
					hint: 'The Reference that was given to Create, or the externalRefID',
				},
			],
		},
		withoutHoles: true,
		read: (given, context) => {
			const isReference = isRecord(given) && given.mode === BY_REFERENCE;
			const reading = isReference
				? readRequiredText(locatorValue(given), { kind: 'reference' })
				: read(given, context);
			if ('problems' in reading) return reading;
			const { value } = reading;
			return { value: isReference ? { reference: value } : { referenceOrderID: value } };
		},
	};
}

export function bulkOrder(): Field<string> {
	const own = {
		displayName: 'Bulk Order',
		description:
			'The bulk order, identified by the reference that it has in the output of Create and Get Many (externalRefID). The list has the newest of the account; Tango does not list those that failed as a whole.',
		searchListMethod: 'searchBulkOrders',
		placeholder: 'e.g. {{ $json.externalRefID }}',
	};
	return locator(ORDER_NUMBER, own, 'a bulk order');
}

/** A row of a bulk order. */
export function bulkLineItem(look: Look = {}): Field<string> {
	const own = {
		displayName: 'Line Item',
		description:
			'The row of a bulk order, identified by the number that Tango gave it (referenceLineItemID). The list has the newest; type a whole email address to find older ones.',
		searchListMethod: 'searchBulkLineItems',
		placeholder: 'e.g. {{ $json.referenceLineItemID }}',
	};
	return locator(ORDER_NUMBER, { ...own, ...look }, 'a line item');
}

export function creditCard(): Field<string> {
	const own = {
		displayName: 'Credit Card',
		description: 'A credit card that is registered for the account, identified by its token',
		searchListMethod: 'searchCreditCards',
		placeholder: 'e.g. 00000000-0000-4000-8000-000000000000',
	};
	// "40 characters" (Tango, fund an account).
	return ofAuthorWhereItChanges(locator({ kind: 'reference', max: 40 }, own, 'a credit card'));
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

export function lowBalanceAlert(): Field<string> {
	const own = {
		displayName: 'Low Balance Alert',
		description: 'The alert of the account, identified by the ID that Tango gave it',
		searchListMethod: 'searchAlerts',
		placeholder: 'e.g. 00000000-0000-4000-8000-000000000000',
	};
	return locator(UUID, own, 'an alert');
}

export function emailTemplate(look: Look = {}): Field<string> {
	const own = {
		displayName: 'Email Template',
		description: 'The template of emails and text messages, identified by its ETID',
		searchListMethod: 'searchEmailTemplates',
		placeholder: 'e.g. E000000',
	};
	return locator(ETID, { ...own, ...look }, 'a template');
}
