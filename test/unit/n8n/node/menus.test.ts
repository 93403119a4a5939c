import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { buildProperties } from '../../../../nodes/Tango/n8n/node/menus.ts';
import type { Operation } from '../../../../nodes/Tango/n8n/run/operation.ts';

function operation(
	resource: string,
	value: string,
	name: string,
	properties: INodeProperties[] = [],
): Operation {
	const words = { action: `${name} it`, description: `To ${name}` };
	const plan = async () => ({ planned: [], concurrency: 1 });
	return { resource, value, name, ...words, pays: false, authorFields: new Set(), properties, plan };
}

const NAME: INodeProperties = { displayName: 'Name', name: 'name', type: 'string', default: '' };
const RESOURCES = [
	{ name: 'Brand', value: 'brand', description: 'Who sells it' },
	{ name: 'Reward', value: 'reward', description: 'What is sold' },
];

function named(properties: INodeProperties[], name: string): INodeProperties[] {
	return properties.filter((property) => property.name === name);
}

describe('buildProperties', () => {
	const properties = buildProperties(RESOURCES, [
		operation('reward', 'getMany', 'Get Many', [NAME]),
		operation('reward', 'get', 'Get'),
		operation('brand', 'get', 'Get', [
			{ ...NAME, displayOptions: { show: { limit: [false] }, hide: { all: [true] } } },
		]),
	]);

	it('begins with authentication and resource', () => {
		expect(properties.slice(0, 2)).toMatchObject([
			{
				name: 'authentication',
				options: [{ value: 'basicAuth' }, { value: 'oAuth2' }],
				default: 'basicAuth',
			},
			{ name: 'resource', options: RESOURCES, default: 'brand', noDataExpression: true },
		]);
	});

	it('gives each resource a menu of its own operations, in alphabetical order, with the first as default', () => {
		expect(named(properties, 'operation')).toMatchObject([
			{ displayOptions: { show: { resource: ['brand'] } }, options: [{ value: 'get' }], default: 'get' },
			{
				displayOptions: { show: { resource: ['reward'] } },
				noDataExpression: true,
				options: [
					{ name: 'Get', value: 'get', action: 'Get it', description: 'To Get' },
					{ name: 'Get Many', value: 'getMany' },
				],
				default: 'get',
			},
		]);
	});

	it('shows a field for its operation only, besides the conditions of its own', () => {
		expect(named(properties, 'name').map(({ displayOptions }) => displayOptions)).toEqual([
			{ show: { resource: ['reward'], operation: ['getMany'] } },
			{ show: { limit: [false], resource: ['brand'], operation: ['get'] }, hide: { all: [true] } },
		]);
	});

	it('does not change the field that several operations share', () => {
		expect(NAME).not.toHaveProperty('displayOptions');
	});
});
