import { expect, it } from 'vitest';

import { orderProblems } from '../../support/form.ts';

const NO_VALUE = 'the expression found no value';

it.each<[Readonly<Record<string, unknown>>, string]>([
	[{ reference: 'resp-undefined' }, `reference holds "undefined": ${NO_VALUE}`],
	[{ reference: 'resp-\u200bnull' }, `reference holds "null": ${NO_VALUE}`],
	[{ reference: NaN }, `reference holds "NaN": ${NO_VALUE}`],
	[
		{ referenceSource: 'payload', referenceScope: '2026-undefined' },
		`referenceScope holds "undefined": ${NO_VALUE}`,
	],
	[{ recipientFirstName: 'Jane undefined' }, `recipientFirstName holds "undefined": ${NO_VALUE}`],
	[{ recipientLastName: 'None' }, `recipientLastName holds "None": ${NO_VALUE}`],
	[{ additionalFields: { senderFirstName: 'NULL' } }, `senderFirstName holds "NULL": ${NO_VALUE}`],
	[{ additionalFields: { message: 'undefined' } }, `message holds "undefined": ${NO_VALUE}`],
	[{ recipientEmail: 'undefined' }, `recipientEmail holds "undefined": ${NO_VALUE}`],
	[{ accountIdentifier: 'undefined' }, `accountIdentifier holds "undefined": ${NO_VALUE}`],
	[
		{ reference: Number('12345678901234567890') },
		'reference came as the number 12345678901234567000, which is too long to be exact. Make it text where it comes from',
	],
	[
		{ reference: '1.23457E+15' },
		'reference is "1.23457E+15", a number that a sheet has shortened. Format the column as text',
	],
])('an order with %j is refused', (changes, problem) => {
	expect(orderProblems(changes)).toEqual([problem]);
});

it('an order may speak of nothing in its message', () => {
	expect(orderProblems({ additionalFields: { message: 'Nothing is null and undefined here' } })).toEqual([]);
});
