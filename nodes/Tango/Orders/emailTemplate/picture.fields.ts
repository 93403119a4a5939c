import { refused, type Field, type Look } from '../../n8n/fields/field';
import { kindOf } from '../../n8n/fields/given';

/** Base64 of about 7 MB: no header of an email is as large. */
const MAX_LENGTH = 10_000_000;

/** A picture: the name of a file of the item, or its Base64 text. Which of both it is shows when the item is there. */
export function picture(look: Look): Field<string> {
	return {
		form: { type: 'string', required: true, default: 'data', placeholder: 'e.g. data', ...look },
		read: (value) => {
			if (value === undefined || value === null) return refused('is empty');
			if (typeof value !== 'string')
				return refused(`must be the name of a file or Base64 text, but is ${kindOf(value)}`);
			const text = value.trim();
			if (text === '') return refused('is empty');
			return text.length > MAX_LENGTH ? refused(`is longer than ${MAX_LENGTH} characters`) : { value: text };
		},
	};
}
