import type { CatalogItem } from '../catalog.ts';
import type { FieldError } from '../errors.ts';
import { hasAtMostTwoDecimals } from '../money.ts';
import type { OrderCriteria, Recipient } from './book.ts';

const MAX_INTEGER_PART = 999_999;
const EMAIL = /^[^\s@<>]+@[^\s@<>.]+(\.[^\s@<>.]+)+$/;
const MOBILE = /^\+[1-9]\d{6,14}$/;
const INSECURE = /[<>]/;
const ADDRESS_PARTS = ['streetLine1', 'city', 'stateOrProvince', 'postalCode', 'country'];

/** How an order travels when the request leaves it open. */
export function deliveryMethodOf({ deliveryMethod, sendEmail, recipient }: OrderCriteria): string {
	if (deliveryMethod !== undefined) return deliveryMethod;
	if (sendEmail === false) return 'NONE';
	return recipient?.address ? 'ADDRESS' : 'EMAIL';
}

/** Tango's rules on the amount of one item; the first broken one is enough. */
export function amountError(amount: number, item: CatalogItem): FieldError | undefined {
	const refuse = (i18nKey: string, message: string): FieldError => ({
		path: 'amount',
		i18nKey,
		message,
		invalidValue: amount,
	});
	if (amount > MAX_INTEGER_PART) return refuse('422.105', 'Amount has more than 6 integer digits');
	if (!hasAtMostTwoDecimals(amount)) return refuse('422.140', 'Amount has more than 2 decimal digits');
	if (item.valueType === 'FIXED_VALUE') {
		return amount === item.faceValue
			? undefined
			: refuse('422.027', `Amount must equal the fixed value ${item.faceValue}`);
	}
	if (item.isWholeAmountValueRequired && !Number.isInteger(amount)) {
		return refuse('422.026', 'This item requires a whole amount');
	}
	const { minValue = 0, maxValue = Infinity } = item;
	return amount < minValue || amount > maxValue
		? refuse('422.025', `Amount must be between ${minValue} and ${maxValue}`)
		: undefined;
}

/** Everything else that can be wrong inside a well-formed order, all at once as Tango lists it. */
export function contentErrors(criteria: OrderCriteria): FieldError[] {
	return [...insecureTexts(criteria), ...malformedEmails(criteria), ...recipientErrors(criteria)];
}

function insecureTexts(criteria: OrderCriteria): FieldError[] {
	const { externalRefID, emailSubject, message, campaign, notes, purchaseOrderNumber } = criteria;
	const texts: Record<string, string | undefined> = {
		externalRefID,
		emailSubject,
		message,
		campaign,
		notes,
		purchaseOrderNumber,
		'recipient.firstName': criteria.recipient?.firstName,
		'recipient.lastName': criteria.recipient?.lastName,
		'sender.firstName': criteria.sender?.firstName,
		'sender.lastName': criteria.sender?.lastName,
	};
	const errors: FieldError[] = [];
	for (const path in texts) {
		const text = texts[path];
		if (text === undefined || !INSECURE.test(text)) continue;
		errors.push({
			path,
			i18nKey: '422.111',
			message: 'The string value contains possibly insecure characters',
			invalidValue: text,
		});
	}
	return errors;
}

function malformedEmails({ recipient, sender }: OrderCriteria): FieldError[] {
	const emails = [
		['recipient.email', recipient?.email],
		['sender.email', sender?.email],
	] as const;
	return emails.flatMap(([path, email]) =>
		email === undefined || email === '' || EMAIL.test(email) ? [] : [malformedEmail(path, email)],
	);
}

export function malformedEmail(path: string, email: string): FieldError {
	return {
		path,
		i18nKey: '422.134',
		message: 'not a well-formed email address',
		invalidValue: email,
		constraint: 'Email',
	};
}

export function isEmail(text: string): boolean {
	return EMAIL.test(text);
}

function recipientErrors(criteria: OrderCriteria): FieldError[] {
	const recipient = criteria.recipient ?? {};
	switch (deliveryMethodOf(criteria)) {
		case 'EMAIL':
			if (!recipient.email) return [incomplete('email', '422.029', 'Recipient email is required')];
			return nameError(recipient);
		case 'PHONE':
			if (!MOBILE.test(recipient.mobileNumber ?? '')) {
				return [incomplete('mobileNumber', '422.028', 'Recipient mobile number (E.164) is required')];
			}
			return nameError(recipient);
		case 'ADDRESS':
			return addressErrors(recipient);
		default:
			return [];
	}
}

function nameError({ firstName }: Recipient): FieldError[] {
	return firstName ? [] : [incomplete('firstName', '422.028', 'Recipient first name is required')];
}

function addressErrors(recipient: Recipient): FieldError[] {
	const { address } = recipient;
	if (!address) return [incomplete('address', '422.167', 'Recipient address is required')];
	const missing = ADDRESS_PARTS.filter((part) => !address[part]);
	return [
		...nameError(recipient),
		...(recipient.lastName ? [] : [incomplete('lastName', '422.028', 'Recipient last name is required')]),
		...missing.map((part) => incomplete(`address.${part}`, '422.169', 'Recipient address is incomplete')),
	];
}

function incomplete(field: string, i18nKey: string, message: string): FieldError {
	return { path: `recipient.${field}`, i18nKey, message, invalidValue: null };
}
