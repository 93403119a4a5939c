/** A registered credit card, as Tango shows it: never with its number. */
export interface CreditCard {
	readonly customerIdentifier: string;
	readonly accountIdentifier: string;
	readonly accountNumber: string;
	readonly token: string;
	readonly label: string;
	readonly lastFourDigits: string;
	readonly expirationDate: string;
	readonly createdDate: string;
	/** Before this moment the card cannot be charged. */
	readonly activationDate: string;
	readonly contactInformation: readonly { readonly fullName: string; readonly emailAddress: string }[];
	status: 'ACTIVE' | 'DELETED';
}

/** Tokens of the seeded cards; anybody can see that they are not real. */
export const CARD_TOKENS = {
	acme: '00000000-0000-4000-8000-000000000001',
	notYetActive: '00000000-0000-4000-8000-000000000002',
	deleted: '00000000-0000-4000-8000-000000000003',
	globex: '00000000-0000-4000-8000-000000000004',
	/** The bank refuses every charge. */
	refused: '00000000-0000-4000-8000-000000000005',
} as const;

const CREATED = '2026-01-05T10:00:00.000Z';
const NEVER = '2999-01-01T00:00:00.000Z';

/** Cards every sandbox starts with. */
export function seedCards(): CreditCard[] {
	const acme = {
		customerIdentifier: 'acme-rewards',
		accountIdentifier: 'acme-usd',
		accountNumber: 'A10000001',
	};
	const globex = {
		customerIdentifier: 'globex-hr',
		accountIdentifier: 'globex-usd',
		accountNumber: 'A10000003',
	};
	return [
		{ ...card(CARD_TOKENS.acme, 'Acme Visa', '1111'), ...acme },
		{ ...card(CARD_TOKENS.notYetActive, 'Acme New Card', '4444'), ...acme, activationDate: NEVER },
		{ ...card(CARD_TOKENS.deleted, 'Acme Old Card', '1117'), ...acme, status: 'DELETED' },
		{ ...card(CARD_TOKENS.globex, 'Globex Visa', '0005'), ...globex },
		{ ...card(CARD_TOKENS.refused, 'Acme Overdrawn Card', '0002'), ...acme },
	];
}

function card(token: string, label: string, lastFourDigits: string) {
	return {
		token,
		label,
		lastFourDigits,
		expirationDate: '2031-12',
		createdDate: CREATED,
		activationDate: CREATED,
		contactInformation: [{ fullName: 'Fay Fake', emailAddress: 'finance@example.com' }],
		status: 'ACTIVE' as const,
	};
}
