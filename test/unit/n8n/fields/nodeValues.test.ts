import type { IExecuteFunctions } from 'n8n-workflow';
import { describe, expect, it, vi } from 'vitest';

import { nodeValues } from '../../../../nodes/Tango/n8n/fields/nodeValues.ts';
import { standIn } from '../../support/standIn.ts';

describe('nodeValues', () => {
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
		return { getNodeParameter, readerOf: nodeValues(standIn<IExecuteFunctions>({ getNodeParameter })) };
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

	it('tells which expressions within a text found no value, and the workflow’s time zone', () => {
		const given = new Map<string, unknown>([
			['{{ a }}', undefined],
			['{{ b }}', 'B'],
			['{{ c }}', ' '],
		]);
		const values = { reference: '=x-{{ a }}-{{ b }}-{{ c }}', whole: '={{ a }}', fixed: '{{ a }}' };
		const node = standIn<IExecuteFunctions>({
			getTimezone: () => 'Europe/Berlin',
			evaluateExpression: vi.fn().mockImplementation((part: string) => given.get(part)),
			getNodeParameter: vi.fn().mockImplementation((name: keyof typeof values) => values[name]),
		});
		const valueOf = nodeValues(node)(0);
		for (const name of Object.keys(values)) valueOf(name, '');
		expect(valueOf.context?.emptyExpressions('reference')).toEqual(['{{ a }}', '{{ c }}']);
		expect(valueOf.context?.emptyExpressions('whole')).toEqual([]);
		expect(valueOf.context?.emptyExpressions('fixed')).toEqual([]);
		expect(valueOf.context?.timezone()).toBe('Europe/Berlin');
	});
});
