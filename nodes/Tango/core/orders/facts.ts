import type { Order } from '../api/order';

/** Whom a reward is for; Tango's own field names. */
export interface AskedRecipient {
	readonly email?: string | undefined;
	readonly firstName?: string | undefined;
	readonly lastName?: string | undefined;
	readonly mobileNumber?: string | undefined;
	readonly address?: { readonly [part in AddressPart]?: string | undefined } | undefined;
}

/** What was asked for, as far as an answer can be held against it. */
export interface AskedOrder {
	readonly externalRefID: string;
	readonly customerIdentifier: string;
	readonly accountIdentifier: string;
	readonly utid: string;
	readonly amount: number;
	readonly deliveryMethod: string;
	readonly recipient?: AskedRecipient | undefined;
}

/** One fact of an order, as it was asked for and as Tango's answer tells it. */
export interface Fact {
	/** Name of the node's parameter. */
	readonly field: string;
	readonly asked: string | undefined;
	readonly told: string | undefined;
	/** One spelling for all that mean the same; empty for what means nothing. */
	readonly plain: (text: string) => string;
	/** How the told value is shown. */
	readonly quote: (text: string) => string;
	/** Whether an order in which it is missing is not proved to be the one that was asked for. */
	readonly proves: boolean;
}

type AddressPart = (typeof ADDRESS_PARTS)[number];
const ADDRESS_PARTS = [
	'companyName',
	'streetLine1',
	'streetLine2',
	'city',
	'stateOrProvince',
	'postalCode',
	'country',
] as const;

/**
 * What Tango's answers repeat of a reward (OrderViewSummary and OrderViewVerbose). Account and customer need not be
 * told again, as Tango keeps references per account; nor the way of delivery, which older answers lack.
 */
export function rewardFacts(asked: AskedOrder, told: Order): Fact[] {
	const reward = { plain: words, quote: whole, proves: true };
	const around = { ...reward, proves: false };
	return [
		{ ...reward, field: 'utid', asked: asked.utid, told: told.utid },
		{ ...reward, field: 'amount', asked: cents(asked.amount), told: cents(told.denomination?.value) },
		...(['accountIdentifier', 'customerIdentifier', 'deliveryMethod'] as const).map((field) => ({
			...around,
			field,
			asked: asked[field],
			told: told[field],
		})),
	];
}

/** The same of its recipient. Quoted as no more than a hint, as the order that is there may be a stranger's. */
export function recipientFacts(asked: AskedRecipient, told: NonNullable<Order['recipient']>): Fact[] {
	const name = { plain: words, quote: initial, proves: true };
	const phone = { plain: digits, quote: lastDigits, proves: true };
	return [
		{ ...name, field: 'recipientEmail', asked: asked.email, told: told.email, quote: mailboxInitial },
		{ ...name, field: 'recipientFirstName', asked: asked.firstName, told: told.firstName },
		{ ...name, field: 'recipientLastName', asked: asked.lastName, told: told.lastName },
		{ ...phone, field: 'recipientMobileNumber', asked: asked.mobileNumber, told: told.mobileNumber },
		...ADDRESS_PARTS.map((field) => ({
			...name,
			field,
			asked: asked.address?.[field],
			told: told.address?.[field],
			quote: field === 'country' ? whole : initial,
		})),
	];
}

function cents(value: number | undefined): string | undefined {
	return value?.toFixed(2);
}

/** Case, blanks, the way a letter is composed and signs that nobody sees make no other person or thing. */
function words(text: string): string {
	return text
		.normalize('NFC')
		.replace(/\p{Cf}/gu, '')
		.replace(/\s+/g, ' ')
		.trim()
		.toLowerCase();
}

/** Of a number in E.164: "+1 (206) 555-0100" and "12065550100" are one phone. */
function digits(text: string): string {
	return text.replace(/\D/g, '');
}

function whole(text: string): string {
	return text;
}

function initial(text: string): string {
	const [first = '', second] = text.trim();
	return second === undefined ? '…' : `${first}…`;
}

function mailboxInitial(email: string): string {
	const at = email.lastIndexOf('@');
	return at < 1 ? initial(email) : initial(email.slice(0, at)) + email.slice(at).trim();
}

function lastDigits(phone: string): string {
	const all = digits(phone);
	return all.length < 4 ? '…' : `…${all.slice(-2)}`;
}
