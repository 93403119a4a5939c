import type { Order } from '../api/order';

interface Contact {
	readonly email?: string | undefined;
	readonly mobileNumber?: string | undefined;
}

/** What a way of delivery needs, is not given, and is not known of the recipient either: its kind, and what is wrong. */
export function missingContact(
	method: string,
	given: Contact,
	known: Order['recipient'],
): { readonly kind: keyof Contact; readonly problem: string } | undefined {
	if (!known) return undefined;
	if (method === 'EMAIL' && !given.email && !known.email)
		return { kind: 'email', problem: 'is empty, and Tango knows no e-mail address of this recipient' };
	const isByPhone = method === 'PHONE' || method === 'WHATSAPP';
	if (isByPhone && !given.mobileNumber && !known.mobileNumber)
		return { kind: 'mobileNumber', problem: 'is empty, and Tango knows no mobile number of this recipient' };
	return undefined;
}
