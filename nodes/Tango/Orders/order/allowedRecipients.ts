import { refused, type Field, type Look, type Reading } from '../../n8n/fields/field';
import { emailProblem } from '../../n8n/fields/email';
import { isNothing, kindOf, shown } from '../../n8n/fields/given';
import type { CheckTogether } from '../../n8n/fields/readParams';

interface Recipient {
	readonly deliveryMethod: string;
	readonly recipientEmail: string | undefined;
	readonly allowedRecipients: readonly string[] | undefined;
}

/** Addresses and domains, as a text or as the list that an expression gives. Only a field left blank is no list. */
export function allowList(look: Look): Field<readonly string[] | undefined> {
	return {
		form: { type: 'string', default: '', ...look },
		read: (value) => {
			if (typeof value === 'string' && value.trim() === '') return { value: undefined };
			if (isNothing(value)) return refused('is empty');
			const entries = typeof value === 'string' ? value.split(/[\s,;]+/) : value;
			return Array.isArray(entries)
				? readEntries(entries)
				: refused(`must be a list, but is ${kindOf(value)}`);
		},
	};
}

function readEntries(given: readonly unknown[]): Reading<readonly string[]> {
	const entries: string[] = [];
	for (const one of given) {
		if (one === '') continue;
		if (typeof one !== 'string') return refused(`must hold addresses and domains alone, not ${kindOf(one)}`);
		const entry = one.trim().normalize('NFC').toLowerCase().replace(/^@/, '');
		if (emailProblem(entry.includes('@') ? entry : `a@${entry}`) !== undefined)
			return refused(`holds ${shown(one)}, which is neither an email address nor a domain`);
		entries.push(entry);
	}
	return entries.length > 0 ? { value: entries } : refused('is empty');
}

/** Where Tango sends the reward to the address that the list was asked about, or to nobody. */
const KEPT_BY_EMAIL: ReadonlySet<string | undefined> = new Set(['EMAIL', 'NONE']);

/** Fails closed: what the list does not name, or cannot be held against, is not paid. */
export const checkAllowed: CheckTogether<Recipient> = (params, complain) => {
	const { allowedRecipients, recipientEmail, deliveryMethod } = params;
	if (allowedRecipients === undefined) return;
	if (deliveryMethod !== undefined && !KEPT_BY_EMAIL.has(deliveryMethod))
		complain(
			'deliveryMethod',
			`is ${deliveryMethod}, but Allowed Recipients holds for rewards by email alone`,
		);
	const address = recipientEmail?.toLowerCase();
	const domain = address?.slice(address.lastIndexOf('@') + 1) ?? '';
	if (address === undefined)
		complain('recipientEmail', 'is empty, but only recipients of Allowed Recipients may get a reward');
	else if (!allowedRecipients.includes(address) && !allowedRecipients.includes(domain))
		complain('recipientEmail', 'is not among the Allowed Recipients');
};
