import type { INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CARD_TOKENS } from '../sandbox/funds/cards.ts';
import { readRecord } from '../../nodes/Tango/core/api/page.ts';
import { parseJson } from '../sandbox/exchange.ts';
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

test('a customer or an account that exists already is reported as such', async () => {
	const customer = await run('customer', 'create', {
		customerIdentifier: 'acme-rewards',
		displayName: 'Acme again',
	});
	expect(customer.error?.message).toBe('Tango has the customer “acme-rewards” already');
	const account = await run('account', 'create', {
		customerIdentifier: byId('acme-rewards'),
		accountIdentifier: 'acme-usd',
		displayName: 'Acme again',
		contactEmail: 'finance@example.com',
		additionalFields: {},
	});
	expect(account.error?.message).toBe('Tango has the account “acme-usd” already');
});

test('customers are listed in either of the shapes in which Tango answers', async () => {
	const list = { returnAll: true, filters: {} };
	const inPages = await run('customer', 'getMany', list);
	sandbox.state.retell = (body) => JSON.stringify(readRecord(parseJson(body)).items);
	const bare = await run('customer', 'getMany', list);
	expect(bare.error).toBeUndefined();
	expect(bare.done).toEqual(inPages.done);
	expect(bare.done.length).toBeGreaterThan(1);
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

const OF_ACCOUNT = { customerIdentifier: byId('acme-rewards'), accountIdentifier: byId('acme-usd') };

test('an account is renamed and its addresses replaced or taken off; what is not added stays', async () => {
	const update = async (updateFields: INodeParameters) =>
		(await run('account', 'update', { ...OF_ACCOUNT, updateFields })).done[0]?.json;
	expect(
		await update({ displayName: 'Acme Dollars', fundingNotification: 'a@example.com, b@example.com' }),
	).toMatchObject({
		displayName: 'Acme Dollars',
		contactEmail: 'finance@example.com',
		fundingNotification: ['a@example.com', 'b@example.com'],
		customerIdentifier: 'acme-rewards',
	});
	expect(await update({ fundingNotification: '' })).toMatchObject({
		displayName: 'Acme Dollars',
		fundingNotification: [],
	});
	expect(sandbox.violations).toEqual([]);
});

test('an account of another customer is not changed, and is named', async () => {
	const { error } = await run('account', 'update', {
		...OF_ACCOUNT,
		accountIdentifier: byId('globex-usd'),
		updateFields: { displayName: 'Mine' },
	});
	expect(error?.message).toBe('Tango knows no account “globex-usd” of this customer');
});

test('a low balance alert is created, changed, listed and deleted', async () => {
	const { done } = await run('lowBalanceAlert', 'create', {
		...OF_ACCOUNT,
		balanceAlertDisplayName: 'Nearly empty',
		balanceAlertThreshold: 50,
		balanceAlertNotification: 'a@example.com',
	});
	const balanceAlertID = byId(String(done[0]?.json.balanceAlertID));
	const alert = { ...OF_ACCOUNT, balanceAlertID };
	await run('lowBalanceAlert', 'update', { ...alert, updateFields: { balanceAlertThreshold: 75 } });
	const got = await run('lowBalanceAlert', 'get', alert);
	expect(got.done[0]?.json).toMatchObject({
		balanceAlertDisplayName: 'Nearly empty',
		balanceAlertThreshold: 75,
		balanceAlertNotification: ['a@example.com'],
		accountIdentifier: 'acme-usd',
	});
	const listed = async () =>
		(await run('lowBalanceAlert', 'getMany', { ...OF_ACCOUNT, returnAll: true, filters: {} })).done.map(
			({ json }) => json.balanceAlertDisplayName,
		);
	expect(await listed()).toEqual(['Time to add funds', 'Nearly empty']);
	const deleted = await run('lowBalanceAlert', 'delete', alert);
	expect(deleted.done[0]?.json).toEqual({
		deleted: true,
		balanceAlertID: balanceAlertID.value,
		status: 'DELETED',
	});
	expect(await listed()).toEqual(['Time to add funds']);
	expect((await run('lowBalanceAlert', 'get', alert)).error?.message).toBe(
		`Tango knows no low balance alert “${balanceAlertID.value}”`,
	);
	expect(sandbox.violations).toEqual([]);
});

test('an alert whose name is taken is told as such, and nothing is created', async () => {
	const { error } = await run('lowBalanceAlert', 'create', {
		...OF_ACCOUNT,
		balanceAlertDisplayName: 'Time to add funds',
		balanceAlertThreshold: 50,
	});
	expect(error?.message).toBe('Tango has the low balance alert already');
	expect(sandbox.state.alerts.size).toBe(1);
});

test('customers come with their accounts, and accounts with the customer that they were asked of', async () => {
	const { done } = await run('customer', 'get', { customerIdentifier: byId('globex-hr') });
	expect(done[0]?.json).toMatchObject({
		accountCount: 1,
		accounts: [{ accountIdentifier: 'globex-usd', displayName: 'Globex US Dollar', currencyCode: 'USD' }],
	});
	const accounts = await run('account', 'getMany', {
		returnAll: true,
		filters: { customerIdentifier: 'globex-hr' },
	});
	expect(accounts.done[0]?.json).toMatchObject({
		accountIdentifier: 'globex-usd',
		customerIdentifier: 'globex-hr',
	});
});

test('a card is got by its token, and an unknown one is told without it', async () => {
	const got = await run('fund', 'getCard', { creditCardToken: byId(CARD_TOKENS.acme) });
	expect(got.done[0]?.json).toMatchObject({ label: 'Acme Visa', lastFourDigits: '1111' });
	const { error } = await run('fund', 'getCard', { creditCardToken: byId('no-such-card') });
	expect(error?.message).toBe('Tango knows no credit card');
});

test.each([
	['account', {}, /^Update Fields is empty\. Add Contact Email, Display Name or Funding Notification/],
	[
		'lowBalanceAlert',
		{ balanceAlertID: byId('00000000-0000-4000-8000-000000000000') },
		/^Update Fields is empty\. Add Alert Name, Email Addresses or Threshold/,
	],
])('an update of nothing (%s) is a slip, and nothing is sent', async (resource, more, words) => {
	const { error } = await run(resource, 'update', {
		customerIdentifier: byId('acme-rewards'),
		accountIdentifier: byId('acme-usd'),
		updateFields: {},
		...more,
	});
	expect(error?.message).toMatch(words);
	expect(sandbox.log).toEqual([]);
});
