import type { Field, Look } from './field';
import { mandatoryText, type TextRules } from './text';

/* Tango's identifiers and names, by its own rules. */

/** i18nKey 422.501: ^[-a-zA-Z0-9]{5,100}$. Not lower-cased: newer specifications allow both. */
export const IDENTIFIER: TextRules = {
	kind: 'reference',
	like: [/^[-a-zA-Z0-9]{5,100}$/, 'must be 5 to 100 letters, digits or hyphens'],
};

/** i18nKey 422.147: U and 1 to 9 digits. */
export const UTID: TextRules = {
	kind: 'reference',
	like: [/^[uU]\d{1,9}$/, 'must be the letter U and up to 9 digits, such as U666425'],
};

/** i18nKey 422.124. */
export const ETID: TextRules = {
	kind: 'reference',
	like: [/^[eE]\d{6}$/, 'must be the letter E and 6 digits, such as E000000'],
};

/** What Tango numbers things with that it makes itself. */
export const UUID: TextRules = {
	kind: 'reference',
	like: [
		/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
		'must be 32 digits and letters a to f with hyphens between them, such as 6b0f3c1e-0d5a-4d6e-9f0a-0c2a7a1f4b01',
	],
};

/** The numbers that Tango gives orders and their rewards; it does not say what they look like. */
export const ORDER_NUMBER: TextRules = { kind: 'reference', max: 100 };

/** An identifier that the user makes up for something new. */
export function newIdentifier(look: Look): Field<string> {
	const description = 'Your own identifier: 5 to 100 letters, digits or hyphens';
	return mandatoryText({ description, ...look }, IDENTIFIER);
}

/** Names of customers; i18nKey 422.126. */
export function displayName(look: Look): Field<string> {
	const description = 'The name in the Tango portal: 5 to 100 characters';
	return mandatoryText({ description, ...look }, { min: 5, max: 100 });
}
