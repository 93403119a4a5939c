import { country } from '../../n8n/fields/codes';
import { collection } from '../../n8n/fields/collection';
import { displayNameOf, type Field, type Problem } from '../../n8n/fields/field';
import type { ParamsOf } from '../../n8n/fields/form';
import { orNone } from '../../n8n/fields/locator';
import { checked, noHtml, only } from '../../n8n/fields/signs';
import { text } from '../../n8n/fields/text';

/* A postal address. Limits: Tango's AddressCriteria, where its texts are stricter than its schema. */

const streetSigns = only(/[0-9A-Za-z .,\-/&%#@']/, "letters A to Z, digits, space and . , - / & % # @ '");
const citySigns = only(/[0-9A-Za-z .\-&']/, "letters A to Z, digits, space and . - & '");

const PARTS = {
	companyName: checked(text({ description: 'The company that the recipient is found at' }), noHtml),
	streetLine1: checked(
		text({ displayName: 'Street Line 1', description: 'Street and number, such as 1 Main St' }, { max: 35 }),
		streetSigns,
	),
	streetLine2: checked(
		text(
			{ displayName: 'Street Line 2', description: 'What else finds the door, such as Apt 4' },
			{ max: 35 },
		),
		streetSigns,
	),
	city: checked(text({ description: 'The town, in letters A to Z' }, { max: 30 }), citySigns),
	stateOrProvince: text(
		{
			displayName: 'State or Province',
			description: 'In the US and Canada two capital letters, such as WA',
		},
		{ max: 35 },
	),
	postalCode: text(
		{ description: 'In the US five digits; elsewhere letters and digits without spaces' },
		{ max: 12 },
	),
	country: country({}, orNone),
};

export type Address = Partial<ParamsOf<typeof PARTS>>;

/** What Tango needs to send something by post (i18nKey 422.169). */
const NEEDED = ['streetLine1', 'city', 'stateOrProvince', 'postalCode', 'country'] as const;

export function address(description: string): Field<Address> {
	const parts = collection('Add Address Field', PARTS, { description });
	return {
		...parts,
		read: (given) => {
			const reading = parts.read(given);
			if (!('value' in reading)) return reading;
			const problems = problemsOfCountry(reading.value);
			return problems.length === 0 ? reading : { problems };
		},
	};
}

/** The names of the parts without which nothing can be sent there. */
export function missingParts(of: Address): string[] {
	return NEEDED.filter((part) => !of[part]).map(
		(part) => PARTS[part].form.displayName ?? displayNameOf(part),
	);
}

/** What the country decides. */
function problemsOfCountry({ country, stateOrProvince = '', postalCode = '' }: Address): Problem[] {
	const inAmerica = country === 'US' || country === 'CA';
	const problems = [
		{ field: 'stateOrProvince', message: inAmerica ? stateProblem(stateOrProvince) : undefined },
		{ field: 'postalCode', message: country === 'US' ? zipProblem(postalCode) : codeProblem(postalCode) },
	];
	// The message names the value; what was given for the address as a whole is none of it.
	return problems.flatMap(({ field, message }) =>
		message === undefined ? [] : [{ field, message, value: undefined }],
	);
}

function stateProblem(state: string): string | undefined {
	if (/^([A-Z]{2})?$/.test(state)) return undefined;
	return `is “${state}”: in the US and Canada write two capital letters, such as WA`;
}

function zipProblem(code: string): string | undefined {
	if (/^(\d{5})?$/.test(code)) return undefined;
	return `is “${code}”: in the US write the five digits alone, such as 98116`;
}

function codeProblem(code: string): string | undefined {
	const plain = code.replace(/[^0-9A-Za-z]/g, '');
	if (plain === code) return undefined;
	return `is “${code}”: write letters A to Z and digits alone, such as ${plain || '80331'}`;
}
