import type { INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSandbox, type LoggedRequest, type Sandbox } from '../sandbox/server.ts';
import { startAgent } from './support/agent.ts';
import { editorOperations, type EditorOperation } from './support/walk/operations.ts';
import { prepare } from './support/walk/prepared.ts';
import { operationFiles, parametersOf } from './support/walk/workflowFile.ts';

/*
 * Every operation as a tool of an AI agent, filled in by its author as in its workflow file: what reads is free, what
 * changes something waits for the author's switch. What an operation is, is told by what it sends.
 */

const OPERATIONS = await editorOperations();

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());

/** They ask for the event instead, within which each reward is paid once, and have limits that are always on. */
const PAYS = new Set(['order.create', 'asyncOrder.create']);

const REFUSED = /Allow Money Movement is off/;

interface Called {
	readonly words: string;
	readonly requests: readonly LoggedRequest[];
}

async function call(operation: EditorOperation, more: INodeParameters = {}): Promise<Called> {
	sandbox.reset();
	const event = { ticket: 'T-1', id: 'tool-1', ...(await prepare(sandbox)) };
	const before = sandbox.log.length;
	const [file] = operationFiles(operation);
	const { call: callTool } = await startAgent(sandbox, {
		way: 'engine',
		type: operation.type,
		event,
		parameters: { ...ofAuthor(file ? parametersOf(file.workflow) : {}), ...more },
		credential: { platform: `tool-${operation.id}` },
	});
	const items = await callTool();
	return { words: JSON.stringify(items), requests: sandbox.log.slice(before) };
}

/** Values of the item are those of the node before the agent: a model writes the item's own. */
function ofAuthor(parameters: INodeParameters): INodeParameters {
	const event = "$('Event').first().json.";
	const written: unknown = JSON.parse(JSON.stringify(parameters).replaceAll('$json.', event));
	return { ...parameters, ...(typeof written === 'object' ? written : {}) };
}

const changes = ({ requests }: Called) =>
	requests.filter(({ method }) => method !== 'GET').map(({ path }) => path);

describe('as a tool of an AI agent', () => {
	const found = { read: 0, pay: 0, change: 0 };

	test.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
		'%s changes nothing unless its author has switched that on',
		async (id, operation) => {
			const toolScope = "={{ $('Event').first().json.ticket }}";
			const free = await call(operation, PAYS.has(id) || id === 'order.preview' ? { toolScope } : {});
			if (PAYS.has(id)) {
				found.pay += 1;
				expect(changes(free)).toHaveLength(1);
				const without = await call(operation);
				expect(changes(without)).toEqual([]);
				expect(without.words).toMatch(/"not_paid"/);
				return;
			}
			expect(changes(free)).toEqual([]);
			if (!REFUSED.test(free.words)) {
				found.read += 1;
				expect(free.words).not.toMatch(/"status":"failed"/);
				expect(free.requests.length).toBeGreaterThan(0);
				return;
			}
			found.change += 1;
			expect(free.requests).toEqual([]);
			const allowed = await call(operation, { allowMoneyMovement: true });
			expect(allowed.words).not.toMatch(/"status":"(?:failed|not_paid|unknown)"/);
			expect(changes(allowed).length).toBeGreaterThan(0);
		},
	);

	test('all of them were tried', () => {
		const { read, pay, change } = found;
		console.info(
			`as tools: ${read} operations read freely, ${change} change something and need the switch, ${pay} pay within limits and an event`,
		);
		expect(read + pay + change).toBe(OPERATIONS.length);
	});
});
