import { describe, expect, it } from 'vitest';

import { choice, flag } from '../../../../nodes/Tango/n8n/fields/choices.ts';
import { collection } from '../../../../nodes/Tango/n8n/fields/collection.ts';
import { showWhen, type Field } from '../../../../nodes/Tango/n8n/fields/field.ts';
import { propertiesOf, type ParamsOf, type ValueOf } from '../../../../nodes/Tango/n8n/fields/form.ts';
import { reward } from '../../../../nodes/Tango/n8n/fields/locators.ts';
import { readParams } from '../../../../nodes/Tango/n8n/fields/readParams.ts';
import { optionsWith } from '../../../../nodes/Tango/n8n/fields/requestOptions.ts';
import { mandatoryText, text } from '../../../../nodes/Tango/n8n/fields/text.ts';
import { defineOperation } from '../../../../nodes/Tango/n8n/run/operation.ts';
import { readAll } from '../../support/form.ts';
import { entry } from '../../support/fields.ts';

const FIELDS = {
	utid: reward(),
	method: choice({ mail: entry('Mail'), post: entry('Post') }, { default: 'mail' }),
	street: showWhen({ method: ['post'] }, mandatoryText()),
	options: optionsWith({ verbose: flag({ default: false }) }),
};

function fails(what: unknown): ValueOf {
	return () => {
		throw what;
	};
}

describe('the parameters of an item', () => {
	it('are read field by field, with the default where a field was never touched', () => {
		expect(readAll(FIELDS, { utid: 'U1' })).toEqual({ utid: 'U1', method: 'mail', options: {} });
	});

	it('hold what the form shows and nothing that it hides', () => {
		const hidden = { utid: 'U1', method: 'mail', street: { not: 'text' } };
		expect(readAll(FIELDS, hidden)).toEqual({ utid: 'U1', method: 'mail', options: {} });
		expect(readAll(FIELDS, { ...hidden, method: 'post' })).toEqual([
			'street must be text, but is an object. Choose one of its values',
		]);
		expect(readAll(FIELDS, { ...hidden, method: 'post', street: 'Main Street 1' })).toMatchObject({
			street: 'Main Street 1',
		});
	});

	it('are not asked for where the form hides them: their expression may not resolve there', () => {
		const asked: string[] = [];
		readParams(FIELDS, undefined, (name, fallback) => {
			asked.push(name);
			return fallback;
		});
		expect(asked).toEqual(['utid', 'method', 'options']);
	});

	it('tell every field that is wrong at once, each by its own name', () => {
		const wrong = { utid: '', method: 'post', street: null, options: { timeout: 0, verbose: 'yes' } };
		expect(readAll(FIELDS, wrong)).toEqual([
			'utid is empty',
			'street is empty',
			'timeout must be seconds from 1 to 300',
			'verbose must be on or off, but is "yes"',
		]);
	});

	it('come with the value that was given for each that is wrong', () => {
		const wrong = {
			utid: { __rl: true, mode: 'id', value: '' },
			method: 'pigeon',
			options: { timeout: '€25', verbose: { a: 1 } },
		};
		const read = readParams(FIELDS, undefined, (name) => Reflect.get(wrong, name));
		const values = 'problems' in read ? read.problems.map(({ facts }) => [facts.field, facts.value]) : [];
		expect(values).toEqual([
			['utid', undefined],
			['method', 'pigeon'],
			['timeout', '€25'],
			['verbose', '{"a":1}'],
		]);
	});

	it('come without a value where n8n could not tell it', () => {
		const read = readParams(FIELDS, undefined, fails(new Error('no such node')));
		expect('problems' in read && read.problems[0].facts.value).toBeUndefined();
	});

	it('are judged by one another with those that are sound, and a field gets one problem only', () => {
		const wrong = readAll({ a: mandatoryText(), b: text() }, { a: '', b: 'x' }, ({ a, b }, complain) => {
			if (!a) complain('a', 'is needed');
			if (b === 'x') complain('b', 'does not fit');
		});
		expect(wrong).toEqual(['a is empty', 'b does not fit']);
	});

	it.each([
		[new Error('Referenced node does not exist'), 'could not be read: Referenced node does not exist'],
		['no', 'could not be read: unknown reason'],
	])('tell an expression that cannot be resolved in n8n’s own words', (thrown, words) => {
		const read = readParams({ utid: reward() }, undefined, fails(thrown));
		expect(read).toMatchObject({ problems: [{ facts: { field: 'utid', problem: words } }] });
	});
});

describe('an expression inside a group', () => {
	const group = { options: optionsWith({ verbose: flag({ default: false }) }) };
	const failsIn = (broken: readonly string[]): ValueOf => {
		return (name) => {
			if (broken.includes(name)) throw new Error('No such node');
			return {};
		};
	};

	it('that cannot be resolved is told by its field, as n8n reads the group in one go', () => {
		expect(readParams(group, undefined, failsIn(['options', 'options.timeout']))).toMatchObject({
			problems: [{ facts: { field: 'timeout', problem: 'could not be read: No such node' } }],
		});
	});

	it('is told by the group where no field of it is to blame', () => {
		expect(readParams(group, undefined, failsIn(['options']))).toMatchObject({
			problems: [{ facts: { field: 'options', problem: 'could not be read: No such node' } }],
		});
	});
});

describe('a field without holes', () => {
	const empty = (names: readonly string[]) => ({
		context: {
			timezone: () => 'UTC',
			emptyExpressions: (name: string) => (name === 'key' ? names : []),
			fleeting: () => undefined,
		},
	});
	const key: Field<string | undefined> = { ...text(), withoutHoles: true };
	const fields = { key, note: text() };
	const values = (names: readonly string[], key: unknown = 'resp-'): ValueOf =>
		Object.assign((name: string) => (name === 'key' ? key : 'a'), empty(names));

	it('is refused when an expression in it found no value', () => {
		expect(readParams(fields, undefined, values(['{{ $json.nope }}']))).toMatchObject({
			problems: [{ facts: { field: 'key', problem: 'has a hole: {{ $json.nope }} found no value' } }],
		});
	});

	it('is read when all did, and is empty rather than full of holes', () => {
		expect(readParams(fields, undefined, values([]))).toEqual({ params: { key: 'resp-', note: 'a' } });
		expect(readParams(fields, undefined, values(['{{ 1 }}'], ''))).toEqual({
			params: { key: undefined, note: 'a' },
		});
	});
});

describe('the types', () => {
	it('follow from the fields: a misspelt field or a wrong type does not compile', () => {
		type Params = ParamsOf<typeof FIELDS>;
		const method: Params['method'] = 'post';
		// @ts-expect-error not a choice of the menu
		const wrong: Params['method'] = 'pigeon';
		// @ts-expect-error a field that the form may hide need not be there
		const street: string = ((): Params['street'] => undefined)();
		expect([method, wrong, street]).toEqual(['post', 'pigeon', undefined]);
	});

	it('reach what an operation does with them', async () => {
		const operation = defineOperation({
			resource: 'test',
			value: 'get',
			name: 'Get',
			action: 'Get',
			description: 'Get',
			fields: { ...FIELDS, more: collection('Add', { note: text() }) },
			execute: async ({ utid, options, more }) => {
				const length: number = utid.length;
				const verbose: boolean | undefined = options.verbose;
				// @ts-expect-error no such field
				expect(more.nota).toBeUndefined();
				// @ts-expect-error a text is no number
				const wrong: number = utid;
				return { length, verbose, wrong };
			},
		});
		expect(operation.properties.map(({ name }) => name)).toEqual([...Object.keys(FIELDS), 'more']);
	});
});

describe('the form', () => {
	it('has the fields in their order, with the condition under which n8n shows them', () => {
		expect(propertiesOf(FIELDS)).toMatchObject([
			{ name: 'utid', displayName: 'Reward', type: 'resourceLocator' },
			{ name: 'method', displayName: 'Method', type: 'options' },
			{ name: 'street', displayName: 'Street', displayOptions: { show: { method: ['post'] } } },
			{ name: 'options', displayName: 'Options', type: 'collection' },
		]);
	});
});
