import { readdirSync, readFileSync } from 'node:fs';
import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { z } from 'zod/v4';

import { TangoCatalog } from '../../nodes/Tango/Catalog/TangoCatalog.node.ts';
import { TangoCustomers } from '../../nodes/Tango/Customers/TangoCustomers.node.ts';
import { TangoOrders } from '../../nodes/Tango/Orders/TangoOrders.node.ts';
import { TangoOrdersTrigger } from '../../nodes/Tango/Orders/TangoOrdersTrigger.node.ts';
import { TangoTrigger } from '../../nodes/Tango/Triggers/TangoTrigger.node.ts';

/* Every file of examples/ is imported by npm start and by the suites that start n8n. */

const FOLDER = new URL('../../examples/', import.meta.url);
const exampleSchema = z.object({
	id: z.string().max(16),
	name: z.string(),
	nodes: z.array(
		z.looseObject({
			id: z.uuid(),
			name: z.string(),
			type: z.string(),
			position: z.tuple([z.number(), z.number()]),
			parameters: z.looseObject({
				operation: z.string().optional(),
				content: z.string().optional(),
				height: z.number().optional(),
			}),
			credentials: z.record(z.string(), z.object({ id: z.string(), name: z.string() })).optional(),
		}),
	),
});

const EXAMPLES = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => ({ file, ...exampleSchema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))) }));
const OURS = [
	new TangoOrders(),
	new TangoCustomers(),
	new TangoCatalog(),
	new TangoTrigger(),
	new TangoOrdersTrigger(),
];

/** Names of a node's fields, those inside of its collections included. */
function namesIn(properties: readonly INodeProperties[]): string[] {
	return properties.flatMap(({ name, options = [] }) => [
		name,
		...options.flatMap((option) => ('displayName' in option ? [option.name] : [])),
	]);
}

describe.each(EXAMPLES)('the example $file', ({ nodes }) => {
	it('explains itself in a note that can be read before anything is pressed', () => {
		const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(notes.map(({ parameters }) => parameters.content)).toEqual([
			expect.stringMatching(/^## .*\n[^]*use it/i),
		]);
	});

	it('has its note above all nodes, and not over one of them', () => {
		const tops = nodes.map(({ position: [, top], parameters: { height } }) => ({ top, height }));
		const [note] = tops.filter(({ height }) => height !== undefined);
		const highest = Math.min(...tops.filter(({ height }) => height === undefined).map(({ top }) => top));
		expect((note?.top ?? 0) + (note?.height ?? 0)).toBeLessThanOrEqual(highest - 40);
	});

	it('fills in fields that its nodes have, with the sample credential', () => {
		const own = nodes.filter(({ type }) => type.startsWith('n8n-nodes-tango.'));
		expect(own).not.toEqual([]);
		for (const { type, parameters, credentials } of own) {
			const node = OURS.find(
				({ description: { name } }) =>
					type === `n8n-nodes-tango.${name}` || type === `n8n-nodes-tango.${name}Tool`,
			);
			// n8n gives every polling node its Poll Times.
			const names = ['pollTimes', ...namesIn(node?.description.properties ?? [])];
			const { filters = {}, additionalFields = {}, options = {} } = parameters;
			const filled = [parameters, filters, additionalFields, options].flatMap((one) =>
				Object.keys(z.looseObject({}).parse(one)),
			);
			expect(names).toEqual(expect.arrayContaining(filled));
			expect(credentials).toEqual({ tangoApi: { id: 'tangoSampleBasic', name: 'Tango sandbox (sample)' } });
		}
	});

	it('previews the very reward that it sends, where it previews', () => {
		const fieldsOf = (operation: string) =>
			nodes
				.filter(({ parameters }) => parameters.operation === operation)
				.map(({ parameters }) => ({ ...parameters, operation: '' }));
		const previews = fieldsOf('preview');
		if (previews.length > 0) expect(previews).toEqual(fieldsOf('create'));
	});
});

const SCHEMAS = new URL('../../nodes/Tango/Orders/__schema__/v1.0.0/', import.meta.url);

function outputOf(operation: string): string[] {
	const text = readFileSync(new URL(`${operation}.json`, SCHEMAS), 'utf8');
	return Object.keys(z.object({ properties: z.looseObject({}) }).parse(JSON.parse(text)).properties);
}

/** What comes out of the polling trigger's events: as of the operations that look at the same. */
const POLLED: Readonly<Record<string, readonly string[]>> = {
	orderCreated: outputOf('order/getMany'),
	rewardUnclaimed: [...outputOf('lineItem/get'), 'unclaimedForDays'],
};

describe.each(EXAMPLES)('the example $file', ({ nodes }) => {
	const trigger = nodes.find(({ type }) => type === 'n8n-nodes-tango.tangoOrdersTrigger');

	it.runIf(trigger)('reads what the event of its trigger gives', () => {
		const parameters = nodes.map((node) => JSON.stringify(node.parameters));
		const read = parameters.flatMap((text) => [...text.matchAll(/\$json\.(\w+)/g)].map(([, field]) => field));
		expect(read).not.toEqual([]);
		expect(POLLED[String(trigger?.parameters.event)]).toEqual(expect.arrayContaining(read));
	});
});

describe('the page of examples', () => {
	const page = readFileSync(new URL('../../docs/examples.md', import.meta.url), 'utf8');

	it.each(EXAMPLES)('has $file, and a picture of it', ({ file }) => {
		expect(page).toContain(`[Import](../examples/${file})`);
		expect(page).toMatch(new RegExp(`!\\[.+\\]\\(images/example-${file.replace('.json', '.png')}\\)`));
	});
});

it('no two examples have the same ID or name, so that one import does not write over another', () => {
	for (const key of ['id', 'name'] as const) {
		const all = EXAMPLES.map((example) => example[key]);
		expect(new Set(all).size).toBe(all.length);
	}
});
