import { field, type Field, type Look } from './field';
import { mandatoryText, requiredText } from './text';

/* Tango's identifiers and names, by its own rules. */

/** i18nKey 422.501: ^[-a-zA-Z0-9]{5,100}$. Not lower-cased: newer specifications allow both. */
export const identifierText = requiredText.refine((value) => /^[-a-zA-Z0-9]{5,100}$/.test(value), {
	error: 'must be 5 to 100 letters, digits or hyphens',
});

/** i18nKey 422.147: U and 1 to 9 digits. */
export const utidText = requiredText.refine((value) => /^[uU]\d{1,9}$/.test(value), {
	error: 'must be the letter U and up to 9 digits, such as U666425',
});

/** An identifier that the user makes up for something new. */
export function newIdentifier(look: Look): Field<string> {
	const description = 'Your own identifier: 5 to 100 letters, digits or hyphens';
	return field({ type: 'string', default: '', required: true, description, ...look }, identifierText);
}

/** Names of customers and accounts; i18nKey 422.126. */
export function displayName(look: Look): Field<string> {
	const description = 'The name in the Tango portal: 5 to 100 characters';
	return mandatoryText({ description, ...look }, { min: 5, max: 100 });
}
