import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { testButton } from './support/editor.ts';
import { captureOutflow, type Outflow } from './support/outflow.ts';
import { order, rows, runTango } from './support/tango.ts';

let sandbox: Sandbox;
let outflow: Outflow;
beforeAll(async () => {
	sandbox = await startSandbox();
	outflow = captureOutflow();
});
beforeEach(() => {
	sandbox.reset();
	outflow.clear();
});
afterAll(async () => {
	outflow.stop();
	await sandbox.close();
});

const PLACING = { method: 'POST', path: '/orders' };
const trail = () => outflow.log.filter(({ message }) => message === 'Tango request');

test('n8n’s log has one structured line per request at debug, with its result and what Tango calls it', async () => {
	sandbox.faults.next({ kind: 'status-503-before', match: PLACING });
	const { done } = await runTango(sandbox, { items: rows(1, 'audited'), parameters: order() });
	const { externalRefID } = done[0]?.json ?? {};
	const placing = trail().filter(
		({ metadata }) =>
			JSON.stringify(metadata).includes('"POST"') && JSON.stringify(metadata).includes('/orders'),
	);
	const line = { method: 'POST', path: '/orders', durationMs: expect.any(Number), externalRefID };
	const requestId = (attempt: number) =>
		sandbox.log.filter(({ method }) => method === 'POST')[attempt - 1]?.requestId;
	expect(placing).toEqual([
		{
			level: 'debug',
			message: 'Tango request',
			metadata: { ...line, attempt: 1, result: 503, requestId: requestId(1) },
		},
		{
			level: 'debug',
			message: 'Tango request',
			metadata: { ...line, attempt: 2, result: 201, requestId: requestId(2) },
		},
	]);
	expect(trail()).toHaveLength(sandbox.log.length);
});

test('the audit trail tells of the request for an access token, without what was sent in it', async () => {
	await runTango(sandbox, {
		parameters: { resource: 'order', operation: 'getMany', returnAll: false, limit: 1, filters: {} },
		authentication: 'oAuth2',
		credential: { audience: 'https://api.tangocard.com' },
	});
	const [token] = trail();
	expect(token?.metadata).toEqual({
		method: 'POST',
		path: `${new URL(sandbox.tokenUrl).host}/oauth/token`,
		attempt: 1,
		result: 200,
		durationMs: expect.any(Number),
		requestId: sandbox.log[0]?.requestId,
		externalRefID: undefined,
	});
	expect(trail()).toHaveLength(sandbox.log.length);
});

test('a lookup is in the audit trail under its reference', async () => {
	const { done } = await runTango(sandbox, { items: rows(1, 'looked-up'), parameters: order() });
	outflow.clear();
	const { externalRefID } = done[0]?.json ?? {};
	await runTango(sandbox, {
		parameters: {
			resource: 'order',
			operation: 'findByReference',
			accountIdentifier: { __rl: true, mode: 'id', value: 'acme-usd' },
			referenceType: 'externalRefID',
			reference: String(externalRefID),
			simplify: true,
			options: {},
		},
	});
	expect(trail().map(({ metadata }) => metadata)).toMatchObject([
		{ method: 'GET', path: '/orders', externalRefID },
		{ method: 'GET', path: '/orders/{referenceOrderID}', externalRefID: undefined },
	]);
});

test('the Test button’s request is in the audit trail', async () => {
	expect(await testButton(sandbox)).toMatchObject({ status: 'OK' });
	expect(trail().map(({ metadata }) => metadata)).toEqual([
		expect.objectContaining({ method: 'GET', path: '/customers', result: 200 }),
	]);
});
