import type { INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { byId, runTango } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

async function run(resource: string, operation: string, parameters: INodeParameters = {}) {
	return await runTango(sandbox, {
		type: 'tangoCustomers',
		parameters: { resource, operation, simplify: true, options: {}, ...parameters },
	});
}

test('a customer is created, got and listed', async () => {
	const created = await run('customer', 'create', {
		customerIdentifier: 'initech-hr',
		displayName: 'Initech HR',
	});
	const got = await run('customer', 'get', { customerIdentifier: byId('initech-hr') });
	const listed = await run('customer', 'getMany', { returnAll: true, filters: {} });

	expect(created.done[0]?.json).toMatchObject({
		customerIdentifier: 'initech-hr',
		displayName: 'Initech HR',
	});
	expect(got.done[0]?.json).toMatchObject({
		customerIdentifier: 'initech-hr',
		displayName: 'Initech HR',
		accountCount: 0,
	});
	expect(listed.done.map(({ json }) => json.customerIdentifier)).toContain('initech-hr');
	expect(sandbox.violations).toEqual([]);
});

test('a customer that exists already is reported as such', async () => {
	const { error } = await run('customer', 'create', {
		customerIdentifier: 'acme-rewards',
		displayName: 'Acme again',
	});
	expect(error?.message).toBe('Tango has the customer “acme-rewards” already');
});

test('creating is never sent twice when the answer is lost, and the error says that the outcome is unknown', async () => {
	sandbox.faults.next({ kind: 'reset-after', match: { method: 'POST', path: '/customers' } });
	const { error } = await run('customer', 'create', {
		customerIdentifier: 'initech-hr',
		displayName: 'Initech HR',
	});
	expect(error?.message).toBe('It is not known whether Tango carried the request out');
	expect(error?.description).toContain('Look at Tango whether it was done');
	expect(sandbox.log.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test('an account is created under its customer, got with its balance, and listed', async () => {
	const created = await run('account', 'create', {
		customerIdentifier: byId('acme-rewards'),
		accountIdentifier: 'acme-gbp',
		displayName: 'Acme Pounds',
		contactEmail: 'finance@example.com',
		additionalFields: { currencyCode: 'GBP' },
	});
	const got = await run('account', 'get', { accountIdentifier: byId('acme-gbp') });
	const ofCustomer = await run('account', 'getMany', {
		returnAll: true,
		filters: { customerIdentifier: 'acme-rewards' },
	});
	const all = await run('account', 'getMany', { returnAll: true, filters: {} });

	expect(created.done[0]?.json).toMatchObject({ accountIdentifier: 'acme-gbp', currencyCode: 'GBP' });
	expect(got.done[0]?.json).toMatchObject({
		accountIdentifier: 'acme-gbp',
		currencyCode: 'GBP',
		currentBalance: 0,
		status: 'ACTIVE',
	});
	expect(ofCustomer.done.map(({ json }) => json.accountIdentifier).sort()).toEqual([
		'acme-eur',
		'acme-gbp',
		'acme-usd',
	]);
	expect(all.done.length).toBeGreaterThan(ofCustomer.done.length);
	expect(sandbox.violations).toEqual([]);
});

test('a read is tried again after a fault', async () => {
	sandbox.faults.next('status-503-before');
	const { done } = await run('account', 'get', { accountIdentifier: byId('acme-usd') });
	expect(done[0]?.json.accountIdentifier).toBe('acme-usd');
	expect(sandbox.log).toHaveLength(2);
});

test('a display name that is too short is refused before anything is sent', async () => {
	const { error } = await run('customer', 'create', { customerIdentifier: 'initech-hr', displayName: 'HR' });
	expect(error?.message).toBe('Display Name “HR” must be 5 to 100 characters long');
	expect(sandbox.log).toEqual([]);
});
