import { checked, only, without, type Check } from '../../n8n/fields/signs';
import { email, text } from '../../n8n/fields/text';
import { address } from './address.fields';

/* Who gets the reward. Limits: Tango's RecipientInfoCriteria. Some rewards need an address or a number however they
 * are delivered, and Tango's catalog does not tell which: all fields are always there. */

const inLinks = without('<', '>', '/');
const printed = only(/[0-9A-Za-z .,&-]/, 'letters A to Z, digits, space and . , & -');

/** A name as it can be printed on an envelope. */
export const nameByPost: Check = (name) => {
	const problem = name.length > 25 ? 'is longer than 25 characters' : printed(name);
	return problem && `${problem}, as the reward is sent by post`;
};

export const RECIPIENT_FIELDS = {
	recipientEmail: email({
		description:
			'Where the reward is sent to; required when it is delivered by email. Some rewards need it in any case.',
	}),
	recipientFirstName: checked(
		text({ description: 'Required unless you deliver the reward yourself' }, { kind: 'name', max: 100 }),
		inLinks,
	),
	recipientLastName: checked(text({ description: 'Required by post' }, { kind: 'name', max: 100 }), inLinks),
	recipientMobileNumber: checked(
		text({
			placeholder: 'e.g. +12065550100',
			description:
				'With country code; required when the reward is sent to a phone. Text messages work for US and Canadian numbers. Some rewards need it in any case.',
		}),
		mobileNumber,
	),
	recipientAddress: address(
		'Required when the reward is sent by post. Some rewards, such as payment cards, need it in any case.',
	),
};

/** E.164, as Tango reads it: +1 has ten digits after it. */
export function mobileNumber(number: string): string | undefined {
	if (/^\+(?:1[2-9]\d{9}|[2-9]\d{6,14})$/.test(number)) return undefined;
	return `is “${number}”: write +, the country code and the whole number in digits alone, such as +12065550100`;
}
