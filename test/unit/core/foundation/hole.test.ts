import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { holeProblem, type TextKind } from '../../../../nodes/Tango/core/foundation/hole.ts';

const EVERY: readonly TextKind[] = ['text', 'email', 'name', 'reference'];
const holds = (what: string, why: string) => `holds "${what}": ${why}`;
const NO_VALUE = 'the expression found no value';
const NO_DATE = 'the expression made no date';
const SHEET = 'a formula in the sheet failed';
const OBJECT = 'an object stands where one of its values is meant';
const OF_OTHERS = 'another program was to put a value here';
const NOT_TOLD = 'Tango has not told it yet. Run Bulk Order: Get later, which has it then';
const LOST = 'letters were lost on the way. Save the sheet or file as UTF-8';
const NOT_ON = 'this is an expression as text. Choose Expression above the field';

describe('a word for nothing', () => {
	it.each([
		['undefined', NO_VALUE],
		['null', NO_VALUE],
		['NaN', NO_VALUE],
		['Invalid Date', NO_DATE],
		['Invalid DateTime', NO_DATE],
		['#N/A', SHEET],
		['#REF!', SHEET],
		['#VALUE!', SHEET],
		['#DIV/0!', SHEET],
		['#NAME?', SHEET],
		['[object Object]', OBJECT],
		['[object Undefined]', OBJECT],
		['{{ $json.id }}', NOT_ON],
		['$json.id', NOT_ON],
		['${e://Field/ResponseID}', OF_OTHERS],
		['${name}', OF_OTHERS],
		['*|FNAME|*', OF_OTHERS],
		['%FIRST_NAME%', OF_OTHERS],
		['J\ufffdrg', LOST],
		['Loading...', SHEET],
		['Loading…', SHEET],
	])('%s is none of any kind', (word, why) => {
		for (const kind of EVERY) {
			expect(holeProblem(word, kind)).toBe(
				holds({ '$json.id': '$json', 'J\ufffdrg': '\ufffd' }[word] ?? word, why),
			);
		}
	});

	it.each(['[object Object]', '[object Promise]', '{{ $json.id }}', '${name}', '*|FNAME|*'])(
		'%s is found inside a text of any kind',
		(word) => {
			for (const kind of EVERY) expect(holeProblem(`a ${word} b`, kind)).toContain(`"${word}"`);
		},
	);

	it.each([
		'Void, undefined and null are words',
		'None',
		'N/A',
		'See #REF! in row 3',
		'#1 of all',
		'{ a }',
		'}} {{',
		'$ { } or 5 * | x | * 7',
		'50% OFF% of it',
		'Loading... soon',
	])('is not in the prose "%s"', (text) => {
		expect(holeProblem(text, 'text')).toBeUndefined();
	});

	it.each([
		'undefined',
		'Jane undefined',
		'UNDEFINED',
		'none',
		'None',
		'N/A',
		'n/a',
		'NULL',
		'nil',
		'#REF! Doe',
	])('is in the name "%s"', (name) => {
		expect(holeProblem(name, 'name')).toMatch(/^holds "/);
	});

	it.each(['Null', 'Nan', 'Jane Null', 'Nonette', 'Nilsson', 'Ana', 'Ob'])('is not the name "%s"', (name) => {
		expect(holeProblem(name, 'name')).toBeUndefined();
	});

	it.each([
		'resp-undefined',
		'undefined_7',
		'respundefined',
		'resp-null',
		'null:7',
		'a/NaN/b',
		'NULL-1',
		'none',
		'None',
		'nan',
		'N/A',
		'nil',
		'Infinity',
		'-',
		'--',
		'_',
		':/',
		'order-Invalid DateTime',
		'2026-InvalidDate',
		'row #N/A',
		'a-#REF!-b',
		'true',
		'FALSE',
		'yes',
	])('is in the reference "%s"', (reference) => {
		expect(holeProblem(reference, 'reference')).toMatch(/^holds "/);
	});

	it.each([
		'resp-1',
		'annullation-7',
		'nullify',
		'none-1',
		'-Mx7abc',
		'V1StGXR8_Z5jdHi6B-myT-',
		'Nantes-1',
		'0',
		'👍',
		'NA',
		'true-7',
		'no',
	])('is not in the reference "%s"', (reference) => {
		expect(holeProblem(reference, 'reference')).toBeUndefined();
	});

	it.each(['Not yet', 'not yet', 'bulk-Not yet', 'NOT YET'])(
		'%s, as Bulk Order: Create says it, is no reference and no name',
		(text) => {
			const word = text.replace('bulk-', '');
			expect(holeProblem(text, 'reference')).toBe(holds(word, NOT_TOLD));
			if (text === word) expect(holeProblem(text, 'name')).toBe(holds(word, NOT_TOLD));
			expect(holeProblem(text, 'text')).toBeUndefined();
		},
	);

	it.each([
		'resp-None',
		'None:7',
		'a.nan',
		'NaT_1',
		'<NA>-7',
		'(blank)',
		'TBD',
		'tba',
		'n.a.',
		'unknown',
		'(empty)',
	])('%s, as sheets and programs have it for nothing, is no reference', (reference) => {
		expect(holeProblem(reference, 'reference')).toMatch(/^holds "/);
	});

	it.each(['1.23457E15', '1,2E9', '1.5E+3', '1E+05'])('%s is a number that was shortened', (reference) => {
		expect(holeProblem(reference, 'reference')).toContain('a number that a sheet has shortened');
	});

	it.each([
		'1e21',
		'7E3',
		'12.5.E3',
		'[1,2]',
		'["a"]',
		'{4F2C1A90-0000-4000-8000-000000000000}',
		'survey-2026-',
	])('%s may be a reference', (reference) => {
		expect(holeProblem(reference, 'reference')).toBeUndefined();
	});

	it.each(['resp-', 'Survey_', 'autumn survey:', 'a/'])(
		'behind the separator of %s nothing stands',
		(reference) => {
			expect(holeProblem(reference, 'reference')).toBe(holds(reference, NO_VALUE));
		},
	);

	it('is found between any separators of a reference', () => {
		const word = fc.constantFrom('undefined', 'null', 'NULL', 'NaN');
		const separator = fc.constantFrom('-', '_', ':', '/', '.', '|', ' ', '#');
		const part = fc.stringMatching(/^[a-z0-9]{1,8}$/);
		fc.assert(
			fc.property(part, separator, word, separator, part, (before, one, nothing, other, after) => {
				for (const text of [
					before + one + nothing,
					nothing + other + after,
					before + one + nothing + other + after,
				])
					expect(holeProblem(text, 'reference')).toBe(holds(nothing, NO_VALUE));
			}),
		);
	});

	it('is not shown at full length', () => {
		expect(holeProblem(`{{ ${'a'.repeat(500)} }}`, 'text')?.length).toBeLessThan(160);
	});

	it.each(['{{', '${', '*|', '%A', '#A', '#', '[object ', 'undefined ', '-', '$json ', '}}'])(
		'is looked for in linear time among many "%s"',
		(part) => {
			for (const kind of EVERY) holeProblem(`${part.repeat(100_000)}a`, kind);
		},
	);
});
