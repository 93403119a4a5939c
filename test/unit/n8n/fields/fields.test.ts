import { describe, expect, it } from 'vitest';

import { choice, flag } from '../../../../nodes/Tango/n8n/fields/choices.ts';
import { collection, joined } from '../../../../nodes/Tango/n8n/fields/collection.ts';
import { displayNameOf, type Field } from '../../../../nodes/Tango/n8n/fields/field.ts';
import { displayName, newIdentifier } from '../../../../nodes/Tango/n8n/fields/identifiers.ts';
import { LIST_FIELDS } from '../../../../nodes/Tango/n8n/fields/listFields.ts';
import { locatorValue } from '../../../../nodes/Tango/n8n/fields/locator.ts';
import { account, reward } from '../../../../nodes/Tango/n8n/fields/locators.ts';
import { amount, moneyLimit } from '../../../../nodes/Tango/n8n/fields/numbers.ts';
import { REQUEST_OPTIONS } from '../../../../nodes/Tango/n8n/fields/requestOptions.ts';
import {
	email,
	jsonObject,
	mandatoryEmail,
	mandatoryText,
	text,
} from '../../../../nodes/Tango/n8n/fields/text.ts';
import { entry } from '../../support/fields.ts';

/** The value, or the problems as the second half of a sentence. */
function read<T>(field: Field<T>, value: unknown): unknown {
	const reading = field.read(value);
	return 'value' in reading ? reading.value : { problems: reading.problems.map(({ message }) => message) };
}

const refused = (message: string) => ({ problems: [message] });

const ONE_EACH = 'Give each address a row of its own';
const CODE = 'must be the letter U and up to 9 digits, such as U666425; From List has it by its name';
const ID = 'must be 5 to 100 letters, digits or hyphens';

describe.each<[string, Field<unknown>, ReadonlyArray<readonly [unknown, unknown]>]>([
	[
		'text',
		text(),
		[
			[' a ', 'a'],
			['', undefined],
			['   ', undefined],
			[null, undefined],
			[undefined, undefined],
			[7, '7'],
			[{}, refused('must be text, but is an object. Choose one of its values')],
			[true, refused('must be text, but is true')],
		],
	],
	[
		'a text with rules',
		text({}, { max: 5, like: [/^a/, 'must begin with a'] }),
		[
			['abc', 'abc'],
			['', undefined],
			['abcdef', refused('is longer than 5 characters')],
			['b', refused('must begin with a')],
		],
	],
	[
		'a mandatory text',
		mandatoryText(),
		[
			['a', 'a'],
			['  ', refused('is empty')],
			[null, refused('is empty')],
			[undefined, refused('is empty')],
			[[], refused('must be text, but is a list')],
		],
	],
	[
		'a new identifier',
		newIdentifier({}),
		[
			['acme-USD', 'acme-USD'],
			[' acme-usd ', 'acme-usd'],
			['abcd', refused(ID)],
			['a'.repeat(101), refused(ID)],
			['acme/../usd', refused(ID)],
			['acme_usd', refused(ID)],
		],
	],
	['a display name', displayName({}), [['Acme', refused('must be 5 to 100 characters long')]]],
	[
		'a reward',
		reward(),
		[
			['U666425', 'U666425'],
			['u1', 'u1'],
			[{ __rl: true, mode: 'list', value: 'U1', cachedResultName: 'Amazon' }, 'U1'],
			[{ __rl: true, mode: 'id', value: '' }, refused('is empty')],
			['U', refused(CODE)],
			['U1234567890', refused(CODE)],
		],
	],
	[
		'an account',
		account(),
		[[{ __rl: true, mode: 'id', value: 'x' }, refused(`${ID}; From List has it by its name`)]],
	],
	[
		'a mandatory e-mail address',
		mandatoryEmail(),
		[
			[' jane@example.com ', 'jane@example.com'],
			['jane@example', refused('is not an e-mail address: "jane@example"')],
			[
				'Jane <jane@example.com>',
				refused('is not an e-mail address: "Jane <jane@example.com>". Write jane@example.com'),
			],
			[
				'"jane@example.com"',
				refused('is not an e-mail address: ""jane@example.com"". Write jane@example.com'),
			],
			['jane@example.com.', refused('is not an e-mail address: "jane@example.com.". Write jane@example.com')],
			['jane@b.cc,bob@e.ff', refused(`is not an e-mail address: "jane@b.cc,bob@e.ff". ${ONE_EACH}`)],
			['a@b.cc; d@e.ff', refused(`is not an e-mail address: "a@b.cc; d@e.ff". ${ONE_EACH}`)],
			['a@b.c\r\nBcc: d@e.f', refused('is not an e-mail address: "a@b.c Bcc: d@e.f"')],
			['', refused('is empty')],
		],
	],
	[
		'an e-mail address',
		email(),
		[
			['', undefined],
			['jane', refused('is not an e-mail address: "jane"')],
		],
	],
	[
		'an amount',
		amount({}),
		[
			[25, 25],
			['25.00', 25],
			[' 7 ', 7],
			['', refused('is empty')],
			['ten', refused('must be a number, but is "ten": write a number such as 25.00')],
			[null, refused('is empty')],
			[0, refused('must be a number above 0')],
		],
	],
	[
		'a limit',
		moneyLimit({ default: 1 }),
		[
			[0.01, 0.01],
			[-1, refused('is -1, but a limit must be above 0')],
			[0, refused('is 0, but a limit must be above 0')],
			...[undefined, null, '', ' '].map((nothing): [unknown, unknown] => [nothing, refused('is empty')]),
		],
	],
	[
		'a choice',
		choice({ B: entry('Bee'), A: entry('Ay') }, { default: 'A' }),
		[
			[' A\u200b', 'A'],
			['A', 'A'],
			['a', refused('must be one of B, A, but is "a"')],
			['toString', refused('must be one of B, A, but is "toString"')],
		],
	],
	['a switch', flag({ default: false }), [[true, true]]],
	[
		'a JSON object',
		jsonObject(),
		[
			['{"a":1}', { a: 1 }],
			[{ a: 1 }, { a: 1 }],
			['', undefined],
		],
	],
	[
		'a collection',
		collection('Add', { name: mandatoryText(), note: text() }),
		[
			[{}, {}],
			[{ name: 'a', other: 1 }, { name: 'a' }],
			[{ note: '' }, { note: undefined }],
			[{ name: undefined }, refused('is empty')],
			['x', refused('must be a group of fields, but is "x"')],
			[[], refused('must be a group of fields, but is a list')],
		],
	],
	[
		'the request options',
		REQUEST_OPTIONS,
		[
			[{}, {}],
			[
				{ timeout: 15, maxAttempts: 5, totalTimeout: 120 },
				{ timeout: 15, maxAttempts: 5, totalTimeout: 120 },
			],
			[{ forwardedFor: '203.0.113.42:443' }, { forwardedFor: '203.0.113.42' }],
			[{ forwardedFor: ' ' }, { forwardedFor: null }],
			[
				{ forwardedFor: 'a\r\nb' },
				refused('holds a character that no IP address has, such as a line break or a special kind of space'),
			],
			[{ timeout: 0 }, refused('must be seconds from 1 to 300')],
			[{ maxAttempts: 6 }, refused('must be a number from 1 to 5')],
			[{ maxAttempts: 0 }, refused('must be a number from 1 to 5')],
			[{ maxAttempts: 2.5 }, refused('must be a whole number')],
			[{ maxAttempts: undefined }, refused('is empty')],
			[{ totalTimeout: 3_601 }, refused('must be seconds from 1 to 3600')],
		],
	],
	[
		'the limit of a list',
		LIST_FIELDS.limit,
		[
			['7', 7],
			[0, refused('must be at least 1')],
			[2.5, refused('must be a whole number')],
		],
	],
])('%s', (_name, field, cases) => {
	it.each(cases)('reads %j as %j', (value, expected) => {
		expect(read(field, value)).toEqual(expected);
	});
});

describe('the form of a field', () => {
	it.each([
		['externalRefID', 'External Reference ID'],
		['accountIdentifier', 'Account ID'],
		['utid', 'UTID'],
		['brandKey', 'Brand Key'],
		['returnAll', 'Return All'],
		['lastFourDigits', 'Last Four Digits'],
	])('calls %s "%s"', (name, displayName) => {
		expect(displayNameOf(name)).toBe(displayName);
	});

	it('sorts a menu and a collection by what the user reads', () => {
		const menu = choice({ z: entry('Alpha'), a: entry('Beta') }, { default: 'z' });
		expect(menu.form.options).toEqual([
			{ value: 'z', ...entry('Alpha') },
			{ value: 'a', ...entry('Beta') },
		]);
		const group = joined(
			collection('Add', { zulu: text({ displayName: 'Alpha' }), mike: text() }),
			collection('Add', { bravo: text() }),
		);
		expect(group.form.options?.map(({ name }) => name)).toEqual(['zulu', 'bravo', 'mike']);
	});

	it('tells what is wrong in both halves of a joined collection, each by its field', () => {
		const group = joined(
			collection('Add', { a: mandatoryText() }),
			collection('Add', { b: mandatoryText() }),
		);
		expect(group.read({ a: '', b: '' })).toEqual({
			problems: [
				{ field: 'a', value: '', message: 'is empty' },
				{ field: 'b', value: '', message: 'is empty' },
			],
		});
	});
});

describe('locatorValue', () => {
	it.each([
		[{ __rl: true, mode: 'id', value: 'U1' }, 'U1'],
		[{ __rl: true, mode: 'id', value: '' }, ''],
		['U1', 'U1'],
		[undefined, undefined],
		[null, null],
		[{ value: 'U1' }, { value: 'U1' }],
	])('of %j is %j', (value, identifier) => {
		expect(locatorValue(value)).toEqual(identifier);
	});
});
