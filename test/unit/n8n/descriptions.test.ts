import { describe, expect, it } from 'vitest';

import { everythingSaid } from '../support/forms.ts';

/** The characters of the longest description: whoever fills in a form reads a sentence, not a page. */
const MAX_LENGTH = 330;

/** Words that add nothing to a name. */
const FILLERS = new Set('a an and by for in is of on or the this to with'.split(' '));

const SAID = everythingSaid();

function wordsOf(text: string): string[] {
	const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	return words.filter((word) => !FILLERS.has(word));
}

/** What is wrong with a description, for a person who does not know Tango. */
function faultOf({ name, description = '' }: { name: string; description: string | undefined }) {
	if (description === '') return 'has no description';
	const names = new Set(wordsOf(name));
	if (wordsOf(description).every((word) => names.has(word))) return 'says its name again';
	if (!/^[\p{Lu}\p{N}]/u.test(description)) return 'does not begin as a sentence does';
	if (!/\s/.test(description)) return 'is one word';
	if (description.length > MAX_LENGTH) return `has ${description.length} characters`;
	return undefined;
}

describe('the description of every field and of every entry of a menu', () => {
	it('is there, says more than the name, and is short', () => {
		const faults = SAID.flatMap((one) => {
			const fault = faultOf(one);
			return fault === undefined ? [] : [`${one.where} ${fault}`];
		});
		expect(faults).toEqual([]);
	});

	it('is looked at in menus, in groups of fields and in credentials', () => {
		const all = SAID.map(({ where }) => where);
		expect(all).toEqual(
			expect.arrayContaining([
				'tangoOrders > resource > Order',
				'tangoOrders > order.create > deliveryMethod > Email',
				'tangoOrders > order.create > recipientAddress > city',
				'tangoCustomers > account.getMany > filters > status > Frozen',
				'tangoOrdersTrigger > orderCreated > filters > campaign',
				'tangoOAuth2Api > grantType > Service Account',
			]),
		);
	});

	it.each([
		['none at all', undefined],
		['the name again', 'The reward amount'],
		['a word in lower case', 'value of it'],
		['one word', 'Money'],
		['a page', 'Much '.repeat(100)],
	])('is a fault where it is %s', (_, description) => {
		expect(faultOf({ name: 'Reward Amount', description })).toBeTypeOf('string');
	});
});
