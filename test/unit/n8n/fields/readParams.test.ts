import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod/v4';

import { requestOptions, requiredText } from '../../../../nodes/Tango/n8n/fields/params.ts';
import { parameterReader, type ParameterReader } from '../../../../nodes/Tango/n8n/fields/parameterReader.ts';
import { locatorValue, readRaw, validate } from '../../../../nodes/Tango/n8n/fields/readParams.ts';
import { standIn } from '../../support/standIn.ts';

const PROPERTIES: INodeProperties[] = [
	{
		displayName: 'Reward',
		name: 'utid',
		type: 'resourceLocator',
		default: { __rl: true, mode: 'list', value: '' },
	},
	{ displayName: 'Options', name: 'options', type: 'collection', default: {} },
];

const schema = z.object({ utid: requiredText, options: z.looseObject(requestOptions) });

function readWith(read: ParameterReader) {
	return <S extends z.ZodType>(wanted: S) => validate(readRaw(PROPERTIES, read), wanted);
}

/** A node with these parameters; what is missing has its default. */
function reader(values: Readonly<Record<string, unknown>>) {
	return readWith((name, fallback) => values[name] ?? fallback);
}

describe('the parameters of an item', () => {
	it('reads each field of the operation, with its default where it was never touched', () => {
		expect(reader({ utid: 'U1' })(schema)).toEqual({ params: { utid: 'U1', options: {} } });
	});

	it('takes the identifier out of a locator', () => {
		const utid = { __rl: true, mode: 'list', value: 'U1', cachedResultName: 'Amazon' };
		expect(reader({ utid })(schema)).toMatchObject({ params: { utid: 'U1' } });
	});

	it('names the field that is wrong', () => {
		expect(reader({})(schema)).toMatchObject({
			problems: [{ code: 'INVALID_INPUT', facts: { field: 'utid', problem: 'is empty' } }],
		});
	});

	it('names the field inside the collection, not the collection', () => {
		expect(reader({ utid: 'U1', options: { timeout: 0 } })(schema)).toMatchObject({
			problems: [{ facts: { field: 'timeout', problem: 'must be seconds from 1 to 300' } }],
		});
	});

	it('names every field that is wrong, as Preview tells all of them', () => {
		expect(reader({ options: { timeout: 0, maxAttempts: 9 } })(schema)).toMatchObject({
			problems: [
				{ facts: { field: 'utid' } },
				{ facts: { field: 'timeout' } },
				{ facts: { field: 'maxAttempts' } },
			],
		});
	});

	it('names the collection’s field, not the place in a list', () => {
		const list = z.object({ utid: requiredText, options: z.object({ names: z.array(z.string()) }) });
		expect(reader({ utid: 'U1', options: { names: ['a', 7] } })(list)).toMatchObject({
			problems: [{ facts: { field: 'names' } }],
		});
	});

	it('tells an expression that cannot be resolved in n8n’s own words, with the field’s name', () => {
		const read = readWith((name) => {
			throw new Error(`Referenced node does not exist (${name})`);
		});
		expect(read(schema)).toMatchObject({
			problems: [
				{ facts: { field: 'utid', problem: 'could not be read: Referenced node does not exist (utid)' } },
			],
		});
	});

	it('survives an expression that throws no error', () => {
		const read = readWith(() => {
			throw 'no';
		});
		expect(read(schema)).toMatchObject({
			problems: [{ facts: { problem: 'could not be read: unknown reason' } }],
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

describe('parameterReader', () => {
	/** A node whose parameters hold these values; n8n puts the item's number in the place of each "=item". */
	function node(values: Readonly<Record<string, unknown>>) {
		const resolve = (value: unknown, item: number): unknown =>
			JSON.parse(JSON.stringify(value).replaceAll('=item', `item ${item}`));
		const getNodeParameter = vi
			.fn()
			.mockImplementation(
				(name: string, item: number, fallback: unknown, options?: { rawExpressions?: boolean }) => {
					const value = name in values ? values[name] : fallback;
					return options?.rawExpressions ? value : resolve(value, item);
				},
			);
		return { getNodeParameter, readerOf: parameterReader(standIn<IExecuteFunctions>({ getNodeParameter })) };
	}

	it.each<[string, unknown, unknown]>([
		['an expression', '=item', 'item 1'],
		[
			'an expression in a locator',
			{ __rl: true, mode: 'id', value: '=item' },
			{ __rl: true, mode: 'id', value: 'item 1' },
		],
		['an expression deep in a collection', { a: { b: ['x', '=item'] } }, { a: { b: ['x', 'item 1'] } }],
	])('resolves %s for every item', (_what, value, second) => {
		const { readerOf } = node({ utid: value });
		readerOf(0)('utid', '');
		expect(readerOf(1)('utid', '')).toEqual(second);
	});

	it('asks n8n once for a value that is the same for all items, the default included', () => {
		const { readerOf, getNodeParameter } = node({ utid: 'U1' });
		for (let item = 0; item < 5; item++) {
			expect([readerOf(item)('utid', ''), readerOf(item)('options', {})]).toEqual(['U1', {}]);
		}
		expect(getNodeParameter.mock.calls.map(([name, item]) => `${name} ${item}`)).toEqual([
			'utid 0',
			'utid 0',
			'options 0',
			'options 0',
		]);
	});
});
