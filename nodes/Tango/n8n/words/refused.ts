import type { RefusedField, TangoErrorFacts } from '../../core';
import type { Explanation } from './explanation';

/* The words for what Tango itself says no to: things it does not know or has already, money, fields. */

type FieldName = (field: string) => string;

function otherAddress({ askedAt }: TangoErrorFacts): Explanation {
	return {
		message: 'The address in the credential is not that of Tango’s API',
		description: `Something answered that it has no such page (404), and not in Tango’s way. Check the Base URL in the credential${askedAt ? ` (${askedAt})` : ''}, its path included: Tango’s ends with /raas/v2.`,
	};
}

/** 404. */
export function notFoundWords(facts: TangoErrorFacts, fieldName: FieldName): Explanation {
	const { thing, reason } = facts;
	if (reason === 'webPage' || reason === 'unknownAddress') return otherAddress(facts);
	if (!thing) {
		return {
			message: 'Tango does not know what was asked for',
			description:
				'Check the identifiers, and that they belong to this Environment. Where the credential has a Base URL, check it too, its path included: Tango’s ends with /raas/v2.',
		};
	}
	const { noun, field, trouble } = thing;
	const name = nameOf(thing);
	switch (trouble) {
		case 'inactive':
			return {
				message: `The ${name} is not active at Tango`,
				description: `Choose another ${noun} in ${fieldName(field)}, or ask Tango to activate this one.`,
			};
		case 'ofAnotherCustomer':
			return {
				message: `Tango knows no ${name} of this customer`,
				description: `An account belongs to one customer. Check ${fieldName('customerIdentifier')} and ${fieldName(field)}: choose the customer first, its list then has only its accounts.`,
			};
		default:
			return {
				message: `Tango knows no ${name}`,
				description: `Check ${fieldName(field)}, and that this ${noun} belongs to the Environment of the credential: sandbox and production know nothing of each other.`,
			};
	}
}

/** 409. */
export function conflictWords({ thing }: TangoErrorFacts, fieldName: FieldName): Explanation {
	if (!thing) {
		return {
			message: 'Something with this identifier exists already',
			description: 'Use another identifier, or go on with the one that is there.',
		};
	}
	return {
		message: `Tango has the ${nameOf(thing)} already`,
		description: `Use another value for ${fieldName(thing.field)}, or go on with the ${thing.noun} that is there.`,
	};
}

/** 402: who could not pay. */
export function noMoneyWords({ movement, thing, funds }: TangoErrorFacts): Explanation {
	const { message, description } = NO_MONEY[movement ?? 'order'];
	if (movement === 'deposit' || !thing?.identifier) return { message, description };
	const named = message.replace('The account', `Account “${thing.identifier}”`);
	return { message: named + (funds ? fundsWords(funds) : ''), description };
}

function fundsWords({ holds, missing, currencyCode }: NonNullable<TangoErrorFacts['funds']>): string {
	const short = missing === undefined ? '' : `, and ${missing} ${currencyCode} are missing`;
	return `: it holds ${holds} ${currencyCode}${short}`;
}

const NO_MONEY: Readonly<Record<'order' | 'deposit' | 'transfer', Explanation>> = {
	order: {
		message: 'The account does not hold enough money for this order',
		description:
			'Nothing was ordered. Add funds to the account, choose another one or lower the amount, then run the workflow again; rewards already paid are not paid twice.',
	},
	deposit: {
		message: 'The credit card could not be charged',
		description:
			'No money was moved. Ask whoever looks after the card why its bank refused, or use another card, then run the workflow again; deposits already made are not made twice.',
	},
	transfer: {
		message: 'The account does not hold enough money for this transfer',
		description:
			'No money was moved. Add funds to the account, then run the workflow again; transfers already made are not made twice.',
	},
};

/** What Tango says of each field, by the field's name in the form. */
export function refusedFields(fields: readonly RefusedField[] = [], fieldName: FieldName): string {
	const said = fields.map(({ path, message }) => `${formField(path, fieldName)}: ${message}`);
	return [...new Set(said)].join('; ');
}

/** `recipient.email` is the field recipientEmail; a path that the form does not have stays as it is. */
function formField(path: string, fieldName: FieldName): string {
	const parts = path
		.replace(/\[\d*\]/g, '')
		.split('.')
		.filter(Boolean);
	const [first = '', ...rest] = parts;
	const joined = first + rest.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
	const known = [joined, parts.at(-1) ?? ''].find((name) => fieldName(name) !== name);
	return known === undefined ? path : fieldName(known);
}

function nameOf({ noun, identifier }: { readonly noun: string; readonly identifier?: string }): string {
	return identifier === undefined ? noun : `${noun} “${identifier}”`;
}
