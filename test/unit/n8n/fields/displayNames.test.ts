import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { fieldNames } from '../../../../nodes/Tango/n8n/fields/displayNames.ts';

const text = (displayName: string, name: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
});

describe('fieldNames', () => {
	it('knows the fields inside collections and fixed collections', () => {
		const names = fieldNames([
			text('Amount', 'amount'),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				default: {},
				options: [text('Timeout', 'timeout')],
			},
			{
				displayName: 'Rows',
				name: 'rows',
				type: 'fixedCollection',
				default: {},
				options: [{ displayName: 'Row', name: 'row', values: [text('Cell', 'cell')] }],
			},
		]);
		expect(Object.fromEntries(names)).toEqual({
			amount: 'Amount',
			options: 'Options',
			timeout: 'Timeout',
			rows: 'Rows',
			cell: 'Cell',
		});
	});

	it('takes the choices of a menu for no fields', () => {
		const menu: INodeProperties = {
			displayName: 'Currency',
			name: 'currency',
			type: 'options',
			default: 'USD',
			options: [{ name: 'US Dollar', value: 'USD' }],
		};
		expect([...fieldNames([menu]).keys()]).toEqual(['currency']);
	});

	it('prefers a field of the first level to one of the same name inside a collection, wherever they stand', () => {
		const options: INodeProperties = {
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			default: {},
			options: [text('Inner', 'status')],
		};
		expect(fieldNames([options, text('Outer', 'status')]).get('status')).toBe('Outer');
		expect(fieldNames([text('Outer', 'status'), options]).get('status')).toBe('Outer');
	});
});
