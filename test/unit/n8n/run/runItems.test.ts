import { lookup } from 'node:dns';
import { performance } from 'node:perf_hooks';
import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	NodeEgressFilter,
} from 'n8n-workflow';
import { describe, expect, it, vi } from 'vitest';

import { TangoCustomers } from '../../../../nodes/Tango/Customers/TangoCustomers.node.ts';
import { NODE } from '../../support/node.ts';
import { REQUEST_OPTIONS } from '../../../../nodes/Tango/n8n/fields/requestOptions.ts';
import { defineBatchOperation, defineOperation } from '../../../../nodes/Tango/n8n/run/operation.ts';
import { runItems } from '../../../../nodes/Tango/n8n/run/runItems.ts';
import { standIn } from '../../support/standIn.ts';

/** n8n's filter; nothing is sent here that it could judge. */
const filter = standIn<NodeEgressFilter>({ createSecureLookup: () => lookup });

interface Scene {
	readonly goOn?: boolean;
	readonly credential?: IDataObject;
	readonly items?: INodeExecutionData[];
}

/** The node with one item, or these, and these parameters, none of which gets as far as the network. */
function nodeWith(
	parameters: IDataObject,
	{ goOn = false, credential = {}, items = [{ json: {} }] }: Scene = {},
) {
	const node: INode = { ...NODE, name: 'Tango Customers', type: 'n8n-nodes-tango.tangoCustomers' };
	const all: IDataObject = { authentication: 'basicAuth', options: {}, ...parameters };
	const sound = { platformName: 'acme', apiKey: 'fake-key-1' };
	return standIn<IExecuteFunctions>({
		getNode: () => node,
		isToolExecution: () => false,
		getNodeParameter: vi
			.fn()
			.mockImplementation((name: string, _item: number, fallback: unknown) => all[name] ?? fallback),
		getCredentials: vi.fn().mockResolvedValue({ ...sound, ...credential }),
		getExecutionCancelSignal: () => undefined,
		getInputData: () => items,
		continueOnFail: () => goOn,
		addExecutionHints: () => {},
		helpers: standIn<IExecuteFunctions['helpers']>({ getSecureEgressFilter: () => filter }),
	});
}

async function run(...scene: Parameters<typeof nodeWith>) {
	return await new TangoCustomers().execute.call(nodeWith(...scene));
}

const CUSTOMER = { resource: 'customer', operation: 'create', displayName: 'Acme Rewards' };
const ACCOUNT = { resource: 'account', operation: 'get', simplify: true };

describe('a field that is wrong', () => {
	it.each<[string, IDataObject, string]>([
		[
			'an operation’s own field',
			{ ...CUSTOMER, customerIdentifier: 'x' },
			'Customer ID “x” must be 5 to 100',
		],
		[
			'a field of the options',
			{ ...ACCOUNT, accountIdentifier: 'acme-usd', options: { timeout: 0 } },
			'Timeout “0” must be seconds',
		],
		[
			'a locator',
			{ ...ACCOUNT, accountIdentifier: { __rl: true, mode: 'id', value: '' } },
			'Account is empty',
		],
	])('is called as the user sees it in the operation at hand: %s', async (_what, parameters, message) => {
		await expect(run(parameters)).rejects.toThrow(message);
	});

	it('comes out in the item’s place with nothing but error and message, when the node goes on', async () => {
		const [items] = await run({ ...ACCOUNT, accountIdentifier: 'x' }, { goOn: true });
		expect(items).toEqual([
			{
				json: {
					error: expect.stringContaining('Account “x” must be 5 to 100'),
					message: expect.stringContaining('Nothing was ordered or changed'),
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('is told with the value that was given and with all others, as plain text in an error item', async () => {
		const bad = { ...CUSTOMER, customerIdentifier: '<b>', displayName: 'HR &' };
		const [items] = await run(bad, { goOn: true });
		expect(items?.[0]?.json).toEqual({
			error: 'Customer ID “<b>” must be 5 to 100 letters, digits or hyphens; 1 more mistake',
			message: expect.stringMatching(/\n- Customer ID “<b>” must .*\n- Display Name “HR &” must be/),
		});
		await expect(run(bad)).rejects.toMatchObject({
			description: expect.stringMatching(
				/<br>- Customer ID “&lt;b&gt;” must .*<br>- Display Name “HR &amp;”/,
			),
		});
	});

	it('of the credential stops the run even then', async () => {
		const wrong = run(
			{ ...ACCOUNT, accountIdentifier: 'acme-usd' },
			{ goOn: true, credential: { apiKey: '' } },
		);
		await expect(wrong).rejects.toThrow('API Key in the Tango credential is empty');
	});
});

describe.each([false, true])(
	'a run that is cancelled while its items are read, going on after errors: %s',
	(goOn) => {
		it('reads nothing more, sends nothing and says so in n8n’s log', async () => {
			const cancel = new AbortController();
			const read = new Set<number>();
			const warn = vi.fn();
			const all: IDataObject = { authentication: 'basicAuth', options: {}, ...ACCOUNT };
			const functions = standIn<IExecuteFunctions>({
				getNode: () => ({ ...NODE, name: 'Tango Customers', type: 'n8n-nodes-tango.tangoCustomers' }),
				isToolExecution: () => false,
				getNodeParameter: vi
					.fn()
					.mockImplementation((name: string, item: number, fallback: unknown, options?: object) => {
						if (name !== 'accountIdentifier') return all[name] ?? fallback;
						read.add(item);
						if (item === 2) cancel.abort();
						return options ? '={{ $json.account }}' : `account-${item}`;
					}),
				getCredentials: vi.fn().mockResolvedValue({
					environment: 'custom',
					baseUrl: 'https://127.0.0.1:9',
					platformName: 'acme',
					apiKey: 'fake-key-1',
				}),
				getExecutionCancelSignal: () => cancel.signal,
				getInputData: () => Array.from({ length: 5 }, () => ({ json: {} })),
				continueOnFail: () => goOn,
				addExecutionHints: () => {},
				logger: standIn<IExecuteFunctions['logger']>({ warn }),
				helpers: standIn<IExecuteFunctions['helpers']>({ getSecureEgressFilter: () => filter }),
			});
			await new TangoCustomers().execute.call(functions).catch(() => undefined);
			expect([...read]).toEqual([0, 1, 2]);
			expect(warn.mock.calls).toEqual([
				['The run was cancelled. No row was carried out. Not tried: rows 1 to 5.'],
			]);
		});
	},
);

it.each([true, false])(
	'a mistake of ours while planning never reads as if money might have moved (going on: %s)',
	async (goOn) => {
		const broken = defineBatchOperation({
			resource: 'a',
			value: 'b',
			name: 'Broken',
			action: 'Break',
			description: 'Breaks',
			fields: { options: REQUEST_OPTIONS },
			plan: async () => await Promise.reject(new TypeError('ours')),
		});
		const ran = runItems(nodeWith({ resource: 'a', operation: 'b' }, { goOn }), [broken]);
		const words = await ran.then(JSON.stringify, (error: Error) => error.message);
		expect(words).toContain('The item could not be checked');
	},
);

describe('the files of an input item', () => {
	const file = { data: 'aGk=', mimeType: 'text/plain', fileName: 'invoice.txt' };
	const items = [{ json: {}, binary: { invoice: file } }, { json: {} }];
	const face = { resource: 'a', value: 'b', name: 'Try', action: 'Try', description: 'Tries' };
	const runs = async (execute: () => Promise<IDataObject | IDataObject[]>) => {
		const operation = defineOperation({ ...face, fields: { options: REQUEST_OPTIONS }, execute });
		return await runItems(nodeWith({ resource: 'a', operation: 'b' }, { goOn: true, items }), [operation]);
	};

	it('stay with the one item that comes out of it', async () => {
		expect(await runs(async () => ({ id: 1 }))).toEqual([
			[
				{ json: { id: 1 }, binary: { invoice: file }, pairedItem: { item: 0 } },
				{ json: { id: 1 }, pairedItem: { item: 1 } },
			],
		]);
	});

	it.each([0, 1, 2])('are on none of the items of a list, of which there are %i', async (length) => {
		const [output] = await runs(async () => Array.from({ length }, (_, id) => ({ id })));
		expect(output).toHaveLength(2 * length);
		for (const item of output ?? []) expect(Object.keys(item)).toEqual(['json', 'pairedItem']);
	});

	it('are not on an error item, which n8n would take for a success', async () => {
		const [output] = await runs(async () => await Promise.reject(new TypeError('ours')));
		expect(output).toHaveLength(2);
		for (const item of output ?? []) expect(Object.keys(item)).toEqual(['json', 'pairedItem']);
	});
});

it('a list of one item may be longer than a call takes arguments', async () => {
	const rows = Array.from({ length: 300_000 }, () => ({}));
	const face = { resource: 'a', value: 'b', name: 'List', action: 'List', description: 'Lists' };
	const fields = { options: REQUEST_OPTIONS };
	const long = defineOperation({ ...face, fields, execute: async () => await Promise.resolve(rows) });
	const [output] = await runItems(nodeWith({ resource: 'a', operation: 'b' }), [long]);
	expect(output).toHaveLength(rows.length);
});

it('a long run tells n8n’s log and the editor how far it is', async () => {
	const face = { resource: 'a', value: 'b', name: 'Try', action: 'Try', description: 'Tries' };
	let now = 0;
	const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
	const slow = defineOperation({
		...face,
		fields: { options: REQUEST_OPTIONS },
		inOrder: true,
		execute: async () => {
			now += 10_000;
			return await Promise.resolve({});
		},
	});
	const logged: string[] = [];
	const shown: unknown[] = [];
	const items = [{ json: {} }, { json: {} }];
	const node = Object.assign(nodeWith({ resource: 'a', operation: 'b' }, { items }), {
		logger: { info: (what: string) => logged.push(what) },
		sendMessageToUI: (what: unknown) => shown.push(what),
	});
	await runItems(node, [slow]);
	clock.mockRestore();
	expect(logged).toEqual([
		expect.stringMatching(/^1 of 2 rows are done\. The rest takes about a minute, until /),
	]);
	expect(shown).toEqual(logged);
});

it('an operation that does not exist is named', async () => {
	await expect(run({ resource: 'customer', operation: 'destroy' })).rejects.toThrow(
		'"destroy" does not exist for "customer"',
	);
});
