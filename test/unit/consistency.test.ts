import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

import type { INodeProperties, INodeType } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { z } from 'zod/v4';

import { TangoApi } from '../../credentials/TangoApi.credentials.ts';
import { TangoOAuth2Api } from '../../credentials/TangoOAuth2Api.credentials.ts';
import { CATALOG_OPERATIONS, CATALOG_RESOURCES } from '../../nodes/Tango/Catalog/operations.ts';
import { TangoCatalog } from '../../nodes/Tango/Catalog/TangoCatalog.node.ts';
import { ENDPOINTS } from '../../nodes/Tango/core/api/endpoints.ts';
import { CUSTOMER_OPERATIONS, CUSTOMER_RESOURCES } from '../../nodes/Tango/Customers/operations.ts';
import { TangoCustomers } from '../../nodes/Tango/Customers/TangoCustomers.node.ts';
import { CREDENTIAL_TYPES } from '../../nodes/Tango/n8n/credential/readSettings.ts';
import { CREDENTIAL_FIELD_NAMES } from '../../nodes/Tango/n8n/words/credentialFields.ts';
import type { Operation } from '../../nodes/Tango/n8n/run/operation.ts';
import { ORDER_OPERATIONS, ORDER_RESOURCES } from '../../nodes/Tango/Orders/operations.ts';
import { POLL_EVENTS } from '../../nodes/Tango/Orders/polling/events.ts';
import { TangoOrders } from '../../nodes/Tango/Orders/TangoOrders.node.ts';
import { TangoOrdersTrigger } from '../../nodes/Tango/Orders/TangoOrdersTrigger.node.ts';
import { TangoTrigger } from '../../nodes/Tango/Triggers/TangoTrigger.node.ts';
import { apiDocument } from '../sandbox/facts/document.ts';

/* Everything that is said in two places must say the same. */

const ROOT = resolve(import.meta.dirname, '../..');

interface NodeRow {
	readonly node: INodeType;
	readonly folder: string;
	readonly file: string;
	readonly resources: ReadonlyArray<{ readonly name: string; readonly value: string }>;
	readonly operations: readonly Operation[];
}

const NODES: readonly NodeRow[] = [
	{
		node: new TangoOrders(),
		folder: 'nodes/Tango/Orders',
		file: 'TangoOrders',
		resources: ORDER_RESOURCES,
		operations: ORDER_OPERATIONS,
	},
	{
		node: new TangoCustomers(),
		folder: 'nodes/Tango/Customers',
		file: 'TangoCustomers',
		resources: CUSTOMER_RESOURCES,
		operations: CUSTOMER_OPERATIONS,
	},
	{
		node: new TangoCatalog(),
		folder: 'nodes/Tango/Catalog',
		file: 'TangoCatalog',
		resources: CATALOG_RESOURCES,
		operations: CATALOG_OPERATIONS,
	},
];

const TRIGGERS = [
	{ node: new TangoTrigger(), folder: 'nodes/Tango/Triggers', file: 'TangoTrigger' },
	{ node: new TangoOrdersTrigger(), folder: 'nodes/Tango/Orders', file: 'TangoOrdersTrigger' },
];
const NODE_FILES = [...NODES, ...TRIGGERS];

const CREDENTIALS = [new TangoApi(), new TangoOAuth2Api()];

const BY_NODE = NODES.map((row) => [row.file, row] as const);
const BY_OPERATION = NODES.flatMap(({ file, operations }) =>
	operations.map((operation) => [`${file} ${operation.resource}:${operation.value}`, operation] as const),
);

/** Values of a menu. */
function choices({ options = [] }: INodeProperties): unknown[] {
	return options.flatMap((option) => ('value' in option ? [option.value] : []));
}

function named(properties: readonly INodeProperties[], name: string): INodeProperties[] {
	return properties.filter((property) => property.name === name);
}

function filesBelow(folder: string, ending: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(ending))
		.map((name) => join(folder, name))
		.sort();
}

function parsed<S extends z.ZodType>(path: string, schema: S): z.output<S> {
	return schema.parse(JSON.parse(readFileSync(join(ROOT, path), 'utf8')));
}

describe.each(BY_NODE)('the node %s', (_file, { node, folder, resources, operations }) => {
	const { description } = node;
	const { properties } = description;

	it('offers authentication, resource and operation, and a credential for each authentication', () => {
		const [authentication, resource] = properties;
		expect([authentication?.name, resource?.name]).toEqual(['authentication', 'resource']);
		expect(authentication && choices(authentication)).toEqual(Object.keys(CREDENTIAL_TYPES));
		const types = description.credentials?.map(({ name, displayOptions }) => [
			displayOptions?.show?.authentication?.[0],
			name,
		]);
		expect(types).toEqual(Object.entries(CREDENTIAL_TYPES));
	});

	it('has exactly one operation object for each entry of its menus, and an entry for each operation object', () => {
		const menus = named(properties, 'operation');
		const entries = menus.flatMap((menu) => {
			const [resource] = menu.displayOptions?.show?.resource ?? [];
			return choices(menu).map((value) => `${String(resource)}:${String(value)}`);
		});
		const objects = operations.map(({ resource, value }) => `${resource}:${value}`);
		expect(entries.toSorted()).toEqual(objects.toSorted());
		expect(new Set(objects).size).toBe(objects.length);
		expect(menus.map((menu) => menu.displayOptions?.show?.resource)).toEqual(
			resources.map(({ value }) => [value]),
		);
		expect(named(properties, 'resource').flatMap(choices)).toEqual(resources.map(({ value }) => value));
	});

	it('has an operation file for each operation object', () => {
		expect(filesBelow(folder, '.operation.ts')).toHaveLength(operations.length);
	});

	it('shows every field for an operation that exists', () => {
		const objects = operations.map(({ resource, value }) => `${resource}:${value}`);
		for (const { name, displayOptions } of properties.slice(2)) {
			if (name === 'operation') continue;
			const show = displayOptions?.show ?? {};
			expect(objects).toContain(`${String(show.resource?.[0])}:${String(show.operation?.[0])}`);
		}
	});

	it('names only conditions and search methods that exist', () => {
		for (const operation of operations) {
			// n8n's own: whether the node is a tool.
			const own = new Set(['@tool', ...operation.properties.map(({ name }) => name)]);
			for (const property of operation.properties) {
				for (const name of Object.keys(property.displayOptions?.show ?? {})) expect(own).toContain(name);
				for (const mode of property.modes ?? []) {
					const method = mode.typeOptions?.searchListMethod;
					if (method !== undefined) expect(node.methods?.listSearch).toHaveProperty(method);
				}
			}
		}
		for (const { testedBy } of description.credentials ?? []) {
			expect(node.methods?.credentialTest).toHaveProperty(String(testedBy));
		}
	});
});

describe.each(NODE_FILES)('the node $file', ({ node, folder, file }) => {
	const { description } = node;

	it('has a codex that names it', () => {
		const codex = parsed(
			`${folder}/${file}.node.json`,
			z.looseObject({ node: z.string(), categories: z.array(z.string()) }),
		);
		expect(codex.node).toBe(`n8n-nodes-tango.${description.name}`);
		expect(codex.categories).not.toEqual([]);
	});

	it('has the class, file and internal name that n8n expects of each other', () => {
		expect(node.constructor.name).toBe(file);
		expect(description.name).toBe(`${file.charAt(0).toLowerCase()}${file.slice(1)}`);
		expect(existsSync(join(ROOT, folder, `${file}.node.ts`))).toBe(true);
	});

	it('has an icon for light and one for dark, and they differ', () => {
		expectIcons(folder, description.icon);
	});
});

describe('the trigger', () => {
	const node: INodeType = new TangoTrigger();

	it('has the fields of product.md, after Authentication', () => {
		const names = node.description.properties.filter(({ type }) => type !== 'notice').map(({ name }) => name);
		expect(names).toEqual(['authentication', 'events', 'options']);
		const [options] = named(node.description.properties, 'options');
		expect(options?.options?.map(({ name }) => name)).toEqual(
			expect.arrayContaining([
				'verification',
				'catchUp',
				'timeout',
				'maxAttempts',
				'totalTimeout',
				'forwardedFor',
			]),
		);
	});

	it('has every method that n8n needs to register, look after and receive', () => {
		expect(Object.keys(node.webhookMethods?.default ?? {})).toEqual(['checkExists', 'create', 'delete']);
		expect([node.trigger, node.webhook, node.execute].map((one) => typeof one)).toEqual(
			Array(3).fill('function'),
		);
		expect(node.methods?.loadOptions).toHaveProperty('getEventTypes');
	});
});

describe('the polling trigger', () => {
	const { description, poll, methods }: INodeType = new TangoOrdersTrigger();

	it('is polled by n8n, and has a file and an entry of its menu for each event', () => {
		expect([description.polling, typeof poll]).toEqual([true, 'function']);
		expect(named(description.properties, 'event').flatMap(choices).toSorted()).toEqual(
			POLL_EVENTS.map(({ value }) => value).toSorted(),
		);
		expect(filesBelow('nodes/Tango/Orders/polling', '.event.ts')).toHaveLength(POLL_EVENTS.length);
	});

	it('has the fields of product.md, each for an event that there is, and searches that there are', () => {
		const values = POLL_EVENTS.map(({ value }) => value);
		for (const { name, displayOptions, modes = [] } of description.properties) {
			for (const event of displayOptions?.show?.event ?? [])
				expect([name, values]).toEqual([name, expect.arrayContaining([event])]);
			for (const { typeOptions } of modes) {
				if (typeOptions?.searchListMethod)
					expect(methods?.listSearch).toHaveProperty(typeOptions.searchListMethod);
			}
		}
		const names = description.properties.filter(({ type }) => type !== 'notice').map(({ name }) => name);
		expect(new Set(names)).toEqual(
			new Set([
				'authentication',
				'event',
				'filters',
				'statuses',
				'accountIdentifier',
				'balanceBelow',
				'days',
				'simplify',
				'includeExisting',
				'options',
			]),
		);
	});
});

function expectIcons(folder: string, icon: unknown): void {
	const { light, dark } = z.object({ light: z.string(), dark: z.string() }).parse(icon);
	const [forLight, forDark] = [light, dark].map((name) => {
		expect(name).toMatch(/^file:/);
		return readFileSync(join(ROOT, folder, name.replace('file:', '')), 'utf8');
	});
	expect(forLight).toContain('<svg');
	expect(forDark).toContain('<svg');
	expect(forDark).not.toBe(forLight);
}

describe.each(BY_OPERATION)('the operation %s', (_name, operation) => {
	it('lets the user set timeout, attempts, total timeout and forwarded address', () => {
		const [options] = named(operation.properties, 'options');
		expect(options?.options?.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['timeout', 'maxAttempts', 'totalTimeout', 'forwardedFor']),
		);
	});

	it('says in the node panel what it does in words that need no knowledge of Tango’s API', () => {
		expect(operation.action).not.toMatch(/line item|reason code|credential type|embedded|\bURL\b|\butid\b/i);
	});

	it('names each of its fields once', () => {
		const names = operation.properties.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	});
});

describe('the credentials', () => {
	const BOTH = [
		'environment',
		'baseUrl',
		'caCertificates',
		'forwardedFor',
		'requestsPerSecond',
		'readsPerSecond',
		'platform',
		'sharedPace',
		'redisUrl',
		'credentialsIssuedOn',
	];

	it.each([
		[CREDENTIALS[0], 'tangoApi', 'Tango API', ['platformName', 'apiKey', 'secondaryApiKey']],
		[
			CREDENTIALS[1],
			'tangoOAuth2Api',
			'Tango OAuth2 API',
			[
				'grantType',
				'clientId',
				'clientSecret',
				'username',
				'password',
				'tokenUrl',
				'audience',
				'scope',
				'dpop',
			],
		],
	])('have exactly the fields of product.md: %#', (credential, name, displayName, own) => {
		expect(credential).toMatchObject({ name, displayName });
		const fields = credential?.properties
			.filter(({ type }) => type !== 'hidden' && type !== 'notice')
			.map((field) => field.name);
		expect(fields?.toSorted()).toEqual([...own, ...BOTH].toSorted());
	});

	it('have the defaults of product.md', () => {
		const defaults = Object.fromEntries(
			CREDENTIALS.flatMap(({ properties }) => properties.map((field) => [field.name, field.default])),
		);
		expect(defaults).toMatchObject({
			environment: 'sandbox',
			requestsPerSecond: 1,
			readsPerSecond: '',
			platform: '',
			sharedPace: 'automatic',
			redisUrl: '',
			forwardedFor: '',
			grantType: 'serviceAccount',
			audience: 'https://api.tangocard.com/',
			scope: 'raas.all',
			dpop: false,
		});
	});

	it('mask every secret, and nothing else', () => {
		const masked = CREDENTIALS.flatMap(({ properties }) => properties)
			.filter(({ typeOptions }) => typeOptions?.password === true)
			.map(({ name }) => name);
		expect(masked.toSorted()).toEqual([
			'accessToken',
			'apiKey',
			'clientSecret',
			'password',
			'redisUrl',
			'redisUrl',
			'secondaryApiKey',
		]);
	});

	it('come without a secret: every masked field is empty until the user fills it', () => {
		const masked = CREDENTIALS.flatMap(({ properties }) => properties).filter(
			({ typeOptions }) => typeOptions?.password === true,
		);
		expect(masked.map(({ default: value }) => value)).toEqual(masked.map(() => ''));
	});

	it('have the names by which messages call their fields', () => {
		for (const { name, displayName, type } of CREDENTIALS.flatMap(({ properties }) => properties)) {
			if (type === 'hidden' || type === 'notice' || name === 'grantType') continue;
			expect([name, CREDENTIAL_FIELD_NAMES[name]]).toEqual([name, displayName]);
		}
	});

	it('have all the fields that messages name', () => {
		const names = new Set(CREDENTIALS.flatMap(({ properties }) => properties.map(({ name }) => name)));
		for (const name of Object.keys(CREDENTIAL_FIELD_NAMES)) expect(names).toContain(name);
	});

	it('are those that the nodes ask for', () => {
		expect(CREDENTIALS.map(({ name }) => name)).toEqual(Object.values(CREDENTIAL_TYPES));
	});

	it('have icons for light and dark that differ', () => {
		for (const { icon } of CREDENTIALS) expectIcons('credentials', icon);
	});
});

describe('package.json', () => {
	const manifest = parsed(
		'package.json',
		z.looseObject({ n8n: z.looseObject({ nodes: z.array(z.string()), credentials: z.array(z.string()) }) }),
	);
	const built = (path: string) => join('dist', dirname(path), basename(path, '.ts') + '.js');

	it('lists exactly the nodes that exist', () => {
		expect(manifest.n8n.nodes.toSorted()).toEqual(filesBelow('nodes', '.node.ts').map(built).toSorted());
		expect(manifest.n8n.nodes).toHaveLength(NODE_FILES.length);
	});

	it('lists exactly the credentials that exist', () => {
		expect(manifest.n8n.credentials.toSorted()).toEqual(
			filesBelow('credentials', '.credentials.ts').map(built).toSorted(),
		);
		expect(manifest.n8n.credentials).toHaveLength(CREDENTIALS.length);
	});
});

const ROWS = Object.entries(ENDPOINTS);

describe('the endpoints', () => {
	it.each(ROWS)('%s is in Tango’s API with that method and path', (_name, { method, path }) => {
		const operations: object = apiDocument('tango-openapi.yaml').paths[path] ?? {};
		expect(Object.keys(operations)).toContain(method.toLowerCase());
	});

	it('are all used by an operation, a search or the order’s lookup', () => {
		const sources = ['nodes', 'credentials']
			.flatMap((folder) => filesBelow(folder, '.ts'))
			.map((path) => readFileSync(join(ROOT, path), 'utf8'));
		for (const [name] of ROWS) expect(sources.some((text) => text.includes(`ENDPOINTS.${name}`))).toBe(true);
	});

	it('that change something and can be repeated are those with a key; nothing else changes anything and is "read"', () => {
		const changing = ROWS.filter(([, { method }]) => method !== 'GET').map(([name, { safety }]) => [
			name,
			safety,
		]);
		expect(Object.fromEntries(changing)).toEqual({
			createOrder: 'keyed',
			createAsyncOrder: 'keyed',
			updateAsyncOrder: 'repeatable',
			updateAsyncLineItem: 'repeatable',
			updateLineItem: 'repeatable',
			cancelLineItem: 'repeatable',
			freezeLineItem: 'repeatable',
			unfreezeLineItem: 'repeatable',
			reissueLineItem: 'neverTwice',
			resendLineItem: 'neverTwice',
			resendOrder: 'neverTwice',
			createTemplate: 'neverTwice',
			updateTemplate: 'repeatable',
			deleteTemplate: 'repeatable',
			createCustomer: 'neverTwice',
			createAccount: 'neverTwice',
			updateAccount: 'repeatable',
			createAlert: 'neverTwice',
			updateAlert: 'repeatable',
			deleteAlert: 'neverTwice',
			unregisterCreditCard: 'neverTwice',
			createDeposit: 'keyed',
			transferFunds: 'keyed',
			createWebhook: 'neverTwice',
			updateWebhook: 'repeatable',
			deleteWebhook: 'repeatable',
			renewWebhook: 'repeatable',
			replayWebhookEvents: 'repeatable',
		});
		expect(
			ROWS.filter(([, { method }]) => method === 'GET').every(([, { safety }]) => safety === 'read'),
		).toBe(true);
	});
});

describe('the page of operations', () => {
	const rows = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8')
		.split('\n')
		.filter((line) => line.startsWith('|'))
		.map((line) => line.split('|').map((cell) => cell.trim()));
	const table = new Map(rows.map(([, name = '', endpoints = '']) => [name, endpoints]));

	it.each(
		NODES.flatMap(({ resources, operations }) =>
			operations.map(
				({ resource, name }) => `${resources.find(({ value }) => value === resource)?.name}: ${name}`,
			),
		),
	)('has a row for %s, with at least one of Tango’s endpoints', (row) => {
		expect([...table.keys()]).toContain(row);
		const known = ROWS.map(([, { method, path }]) => `${method} ${path}`);
		const listed = [...(table.get(row) ?? '').matchAll(/`([A-Z]+ \/[^`]*)`/g)].map(
			([, endpoint]) => endpoint,
		);
		expect(listed).not.toEqual([]);
		for (const endpoint of listed) expect(known).toContain(endpoint);
	});

	it.each(ROWS)('tells of %s', (_name, { method, path }) => {
		expect([...table.values()].some((cell) => cell.includes(`\`${method} ${path}\``))).toBe(true);
	});

	it('has no operation that a model may let change something without a limit or a switch of its author’s', () => {
		const unguarded = NODES.flatMap(({ resources, operations }) =>
			operations.flatMap(({ resource, name, changes, pays }) => {
				const row = `${resources.find(({ value }) => value === resource)?.name}: ${name}`;
				return /`(?:POST|PATCH|PUT|DELETE) /.test(table.get(row) ?? '') && !changes && !pays ? [row] : [];
			}),
		);
		expect(unguarded).toEqual([]);
		const paying = NODES.flatMap(({ operations }) => operations.filter(({ pays }) => pays));
		for (const { properties } of paying)
			expect(properties.map(({ name }) => name)).toEqual(
				expect.arrayContaining(['toolScope', 'maximumTotal']),
			);
	});

	it('has no row for an operation that does not exist', () => {
		const existing = new Set(
			NODES.flatMap(({ resources, operations }) =>
				operations.map(
					({ resource, name }) => `${resources.find(({ value }) => value === resource)?.name}: ${name}`,
				),
			),
		);
		const told = [...table]
			.filter(([name, cell]) => /^\w[\w ]*: /.test(name) && /`[A-Z]+ \//.test(cell))
			.map(([name]) => name);
		expect(told.filter((name) => !existing.has(name))).toEqual([]);
	});
});

it('every node file of the folder is walked by these tests', () => {
	expect(filesBelow('nodes', '.node.ts').map((path) => relative('.', path))).toEqual(
		NODE_FILES.map(({ folder, file }) => `${folder}/${file}.node.ts`).toSorted(),
	);
});

describe('an example for the trigger', () => {
	it.each([
		['tell-low-balance', 'LowBalance'],
		['log-redeemed-rewards', 'RewardStatus'],
		['mend-failed-deliveries', 'LineItemDeliveryStatus'],
	])('%s subscribes to %s, and reads fields that Tango’s document has for it', (file, event) => {
		const text = readFileSync(join(ROOT, `examples/${file}.json`), 'utf8');
		const { nodes } = z
			.looseObject({ nodes: z.array(z.looseObject({ type: z.string(), parameters: z.looseObject({}) })) })
			.parse(JSON.parse(text));
		const trigger = nodes.find(({ type }) => type === 'n8n-nodes-tango.tangoTrigger');
		expect(trigger?.parameters.events).toEqual([event]);
		const { schemas } = apiDocument('tango-openapi.yaml').components;
		const { properties } = z
			.looseObject({ properties: z.looseObject({}) })
			.parse(schemas[`${event}EventData`]);
		for (const [, field = ''] of text.matchAll(/eventData\.(\w+)/g)) expect(properties).toHaveProperty(field);
	});
});
