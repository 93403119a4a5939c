import { describe, expect, it } from 'vitest';

import { choice, flag } from '../../../../nodes/Tango/n8n/fields/choices.ts';
import { collection, filterCollection } from '../../../../nodes/Tango/n8n/fields/collection.ts';
import type { Field } from '../../../../nodes/Tango/n8n/fields/field.ts';
import { displayName, newIdentifier } from '../../../../nodes/Tango/n8n/fields/identifiers.ts';
import { LIST_FIELDS } from '../../../../nodes/Tango/n8n/fields/listFields.ts';
import { account, creditCard, customer, reward } from '../../../../nodes/Tango/n8n/fields/locators.ts';
import { amount, moneyLimit, seconds } from '../../../../nodes/Tango/n8n/fields/numbers.ts';
import { REQUEST_OPTIONS } from '../../../../nodes/Tango/n8n/fields/requestOptions.ts';
import {
	email,
	jsonObject,
	mandatoryEmail,
	mandatoryText,
	text,
} from '../../../../nodes/Tango/n8n/fields/text.ts';
import { entry, read } from '../../support/fields.ts';

const FIELDS: Readonly<Record<string, Field<unknown>>> = {
	'a limit of money': moneyLimit({ default: 1 }),
	'an amount': amount({}),
	'a time': seconds(300, { default: 15 }),
	'the limit of a list': LIST_FIELDS.limit,
	'Return All': LIST_FIELDS.returnAll,
	'a switch': flag({ default: false }),
	'a menu': choice({ A: entry('A') }, { default: 'A' }),
	'a customer': customer(),
	'an account': account(),
	'a card': creditCard(),
	'a reward': reward(),
	'a new identifier': newIdentifier({}),
	'a display name': displayName({}),
	'a mandatory text': mandatoryText(),
	'a mandatory e-mail address': mandatoryEmail(),
	'a group of fields': collection('Add', { note: text() }),
	'a JSON object': jsonObject(),
};

describe.each([[undefined], [null]])('what an expression gives as %j', (nothing) => {
	it.each(Object.entries(FIELDS))('is empty for %s', (_, field) => {
		expect(read(field, nothing)).toBe('is empty');
	});

	it.each(['maxAttempts', 'timeout', 'totalTimeout', 'forwardedFor'])(
		'is empty for the request option %s, and never the default',
		(name) => {
			expect(read(REQUEST_OPTIONS, { [name]: nothing })).toBe('is empty');
		},
	);

	it('is no filter to be left out: the list would be wider than was meant', () => {
		const filters = filterCollection({ campaign: text(), recipientEmail: email() });
		expect(read(filters, { campaign: nothing })).toBe('is empty');
		expect(read(filters, { campaign: 'a', recipientEmail: nothing })).toBe('is empty');
		expect(filters.read({ campaign: nothing })).toEqual({
			problems: [{ field: 'campaign', message: 'is empty' }],
		});
	});

	it('is nothing for a text that may be empty: sheets leave columns out', () => {
		expect(read(text(), nothing)).toBeUndefined();
		expect(read(email(), nothing)).toBeUndefined();
	});
});

describe('what is left blank in the form', () => {
	it('is no filter', () => {
		expect(read(filterCollection({ campaign: text(), utid: text() }), { campaign: ' ' })).toEqual({});
		expect(read(filterCollection({ campaign: text() }), {})).toEqual({});
	});

	it('sends no X-Forwarded-For', () => {
		expect(read(REQUEST_OPTIONS, { forwardedFor: '' })).toEqual({ forwardedFor: null });
	});

	it('is no JSON object', () => {
		expect(read(jsonObject(), ' \u200b')).toBeUndefined();
	});
});

describe('a switch and a menu', () => {
	it.each<[unknown, string]>([
		['true', 'must be on or off, but is "true"'],
		['yes', 'must be on or off, but is "yes"'],
		[1, 'must be on or off, but is 1'],
		[[], 'must be on or off, but is a list'],
		['', 'is empty'],
	])('are not %j', (value, problem) => {
		expect(read(flag({ default: false }), value)).toBe(problem);
	});

	it.each<[unknown, string]>([
		['C', 'must be one of B, A, but is "C"'],
		['a'.repeat(100), `must be one of B, A, but is "${'a'.repeat(60)}…"`],
		[true, 'must be one of B, A, but is true'],
		[{}, 'must be one of B, A, but is an object. Choose one of its values'],
		['', 'is empty'],
	])('are told what %j is instead', (value, problem) => {
		expect(read(choice({ B: entry('Bee'), A: entry('Ay') }, { default: 'A' }), value)).toBe(problem);
	});
});

describe('a JSON object', () => {
	it.each<[unknown, string]>([
		['{"a":', 'must be a JSON object, but is "{"a":"'],
		['[1]', 'must be a JSON object, but is a list'],
		[[], 'must be a JSON object, but is a list'],
		[true, 'must be a JSON object, but is true'],
		['7', 'must be a JSON object, but is 7'],
		[new Date(0), 'must be a JSON object, but is a date'],
	])('is not %j', (value, problem) => {
		expect(read(jsonObject(), value)).toBe(problem);
	});

	it('is not parsed when it is too long', () => {
		expect(read(jsonObject(), `{"a":"${'b'.repeat(1_000_000)}"}`)).toBe('is longer than 100000 characters');
	});
});
