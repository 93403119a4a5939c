import {
	LoggerProxy,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeParameters,
} from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { listSearch } from '../../nodes/Tango/n8n/node/listSearch.ts';
import { CARD_TOKENS } from '../sandbox/funds/cards.ts';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { standIn } from '../unit/support/standIn.ts';
import { byId, credentialsFor, order, runTango, type TangoRun } from './support/tango.ts';
import { runTurns } from './support/turns.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const ONE: readonly IDataObject[] = [{ id: 'invoice-1' }];

async function run(
	operation: string,
	parameters: INodeParameters,
	{ items = ONE, ...settings }: Partial<TangoRun> = {},
) {
	return await runTango(sandbox, {
		type: 'tangoCustomers',
		items,
		...settings,
		parameters: { resource: 'fund', operation, options: {}, ...parameters },
	});
}

const CARD = {
	customerIdentifier: byId('acme-rewards'),
	accountIdentifier: byId('acme-usd'),
	creditCardToken: byId(CARD_TOKENS.acme),
};

async function deposit(parameters: INodeParameters = {}, settings?: Partial<TangoRun>) {
	const all = { ...CARD, amount: 100, reference: '={{ $json.id }}', ...parameters };
	return await run('depositFromCard', all, settings);
}

async function transfer(parameters: INodeParameters = {}, settings?: Partial<TangoRun>) {
	const accounts = { transferFrom: byId('acme-usd'), transferTo: byId('globex-usd') };
	const all = { ...accounts, amount: 50, reference: '={{ $json.id }}', transferNotes: '', ...parameters };
	return await run('transfer', all, settings);
}

const posts = (path: string) =>
	sandbox.log.filter((request) => request.method === 'POST' && request.path.endsWith(path));

describe('a deposit', () => {
	test('comes out as Tango tells it, linked to its item, and can be got by its number', async () => {
		const { done, error, hints } = await deposit();
		expect(error).toBeUndefined();
		expect(done).toEqual([
			{
				json: {
					referenceDepositID: expect.stringMatching(/^RAD/),
					externalRefID: expect.stringMatching(/^t1[0-9a-f]{40}$/),
					status: 'SUCCESS',
					replayed: false,
					accountIdentifier: 'acme-usd',
					amount: 100,
					amountCharged: 103.5,
					feePercent: 3.5,
					createdDate: expect.any(String),
					attempts: 1,
					requestId: expect.any(String),
				},
				pairedItem: { item: 0 },
			},
		]);
		expect(hints).toEqual([]);
		const referenceDepositID = String(done[0]?.json.referenceDepositID);
		const got = await run('getDeposit', { referenceDepositID });
		expect(got.done[0]?.json).toMatchObject({ referenceDepositID, amount: 100, status: 'SUCCESS' });
		const raw = await run('getDeposit', { referenceDepositID, simplify: false });
		expect(raw.done[0]?.json).toEqual(got.done[0]?.json);
		expect(sandbox.state.balance('acme-usd')).toBe(1_000_100);
		expect(sandbox.violations).toEqual([]);
	});

	test('whose answer is lost is made once, and comes out as made with the balance', async () => {
		sandbox.faults.next({ kind: 'reset-after', match: { method: 'POST', path: '/creditCardDeposits' } });
		const { done, error } = await deposit();
		expect(error).toBeUndefined();
		expect(done[0]?.json).toMatchObject({ replayed: true, currentBalance: 1_000_100, attempts: 2 });
		expect(new Set(posts('/creditCardDeposits').map(({ body }) => body)).size).toBe(1);
		expect(sandbox.state.funds.deposits).toHaveLength(1);
	});

	test('with the reference of an earlier run moves nothing and claims no amount', async () => {
		await deposit();
		const { done, hints } = await deposit({ amount: 7 }, { executionId: '2' });
		expect(done[0]?.json).toMatchObject({
			replayed: true,
			accountIdentifier: 'acme-usd',
			currentBalance: 1_000_100,
			currencyCode: 'USD',
			note: expect.stringContaining('no money was moved again'),
		});
		expect(done[0]?.json).not.toHaveProperty('amount');
		expect(hints).toEqual([expect.stringContaining('the reference of 1 of 1 items already')]);
		expect(sandbox.state.balance('acme-usd')).toBe(1_000_100);
	});

	test.each([
		[CARD_TOKENS.notYetActive, /^Tango refused the request: The credit card is not active before/],
		[CARD_TOKENS.refused, /^The credit card could not be charged/],
		[CARD_TOKENS.deleted, /^Tango does not know what was asked for/],
	])('with the card %s is refused at once, in plain words', async (token, message) => {
		const { error } = await deposit({ creditCardToken: byId(token) });
		expect(error?.message).toMatch(message);
		expect(posts('/creditCardDeposits')).toHaveLength(1);
		expect(sandbox.state.balance('acme-usd')).toBe(1_000_000);
	});

	test('that a velocity rule refuses is not tried again', async () => {
		sandbox.state.fundingVelocity = '429.004';
		const { error } = await deposit();
		expect(error?.message).toMatch(/^Tango refused the request: The funding limit/);
		expect(posts('/creditCardDeposits')).toHaveLength(1);
	});

	test('that the bank declines is an error and asks for a new reference', async () => {
		sandbox.state.newDepositStatus = 'DECLINED';
		const { error } = await deposit();
		expect(error?.message).toMatch(/^Tango refused the request: Deposit RAD\S+ has the status DECLINED/);
		expect(error?.description).toContain('use a new reference');
	});

	test('whose outcome stays unknown says how to settle it, and running again settles it', async () => {
		const match = { method: 'POST', path: '/creditCardDeposits' };
		sandbox.faults.random({ seed: 1, rate: 1, kinds: ['close-after'], match });
		const { error } = await deposit({ options: { maxAttempts: 2 } });
		expect(error?.message).toBe('It is not known whether Tango carried the request out');
		expect(error?.description).toMatch(/again with the same reference: Tango carries the deposit out/);
		sandbox.faults.clear();
		const again = await deposit({}, { executionId: '2' });
		expect(again.done[0]?.json).toMatchObject({ replayed: true, currentBalance: 1_000_100 });
		expect(sandbox.state.funds.deposits).toHaveLength(1);
	});
});

describe('a transfer', () => {
	test('comes out with both balances after it', async () => {
		const { done, error } = await transfer({ transferNotes: 'for May' });
		expect(error).toBeUndefined();
		expect(done[0]?.json).toMatchObject({
			replayed: false,
			transferFrom: 'acme-usd',
			transferTo: 'globex-usd',
			transferredAmount: 50,
			currencyCode: 'USD',
			transferFromBalance: 999_950,
			transferToBalance: 70,
			transferNotes: 'for May',
			attempts: 1,
		});
		expect(sandbox.violations).toEqual([]);
	});

	test('whose answer is lost is made once, and comes out as made with both balances', async () => {
		sandbox.faults.next({ kind: 'status-504-after', match: { method: 'POST', path: '/transferFunds' } });
		const { done } = await transfer();
		expect(done[0]?.json).toMatchObject({
			replayed: true,
			transferFromBalance: 999_950,
			transferToBalance: 70,
			attempts: 2,
		});
		expect(sandbox.state.funds.transfers).toHaveLength(1);
	});

	test('that another run has in process is waited for', async () => {
		sandbox.state.processingMs = 500;
		const [first, second] = await Promise.all([transfer(), transfer({}, { executionId: '2' })]);
		expect([first.done[0]?.json.replayed, second.done[0]?.json.replayed].toSorted()).toEqual([false, true]);
		expect(sandbox.state.funds.transfers).toHaveLength(1);
	});

	test('moves money in the order of the items, so that one may use what the one before brought', async () => {
		const items = [
			{ id: 'a', from: 'acme-usd', to: 'globex-usd', amount: 480 },
			{ id: 'b', from: 'globex-usd', to: 'acme-usd', amount: 500 },
		];
		sandbox.faults.next({ kind: 'slow-processing', ms: 300, match: { path: '/transferFunds' } });
		const { error, done } = await transfer(
			{
				transferFrom: '={{ $json.from }}',
				transferTo: '={{ $json.to }}',
				amount: '={{ $json.amount }}',
			},
			{ items },
		);
		expect(error).toBeUndefined();
		expect(done.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(sandbox.state.balance('globex-usd')).toBe(0);
	});

	test('that the account cannot pay is told after the others were made, by their references', async () => {
		const items = [
			{ id: 'a', amount: 5 },
			{ id: 'b', amount: 50 },
			{ id: 'c', amount: 5 },
		];
		const { error } = await transfer(
			{
				transferFrom: byId('globex-usd'),
				transferTo: byId('acme-usd'),
				amount: '={{ $json.amount }}',
			},
			{ items },
		);
		expect(error?.message).toBe(
			'Account “globex-usd” does not hold enough money for this transfer: it holds 15 USD, and 35 USD are missing (row 2 of 3)',
		);
		expect(error?.description).toMatch(/Already carried out: row 1 \(t1[0-9a-f]{40}\)\. Not tried: row 3\./);
		expect(sandbox.state.balance('globex-usd')).toBe(15);
	});

	test.each<[string, INodeParameters, string]>([
		['a reference twice', { reference: 'same' }, 'Reference is the same as that of row 1'],
		['too much for one item', { options: { maximumAmount: 49 } }, 'Amount is 50, above the Maximum Amount'],
		['one account', { transferTo: byId('ACME-usd') }, 'Transfer To is the account that the money is taken'],
	])('batch with %s is refused before anything is sent', async (_what, parameters, message) => {
		const { error } = await transfer(parameters, { items: [{ id: 'a' }, { id: 'b' }] });
		expect(error?.message).toContain(message);
		expect(sandbox.log).toEqual([]);
	});

	test('is not made when the run comes to too much', async () => {
		const { error } = await transfer(
			{ options: { maximumTotal: 99 } },
			{ items: [{ id: 'a' }, { id: 'b' }] },
		);
		expect(error?.message).toContain(
			'Maximum Total is 99 USD, but the items of this execution come to 100 USD',
		);
		expect(posts('/transferFunds')).toEqual([]);
	});

	test('never shares a reference with an order or a deposit of the same business key', async () => {
		await runTango(sandbox, { items: ONE, parameters: order() });
		await deposit();
		const { done } = await transfer();
		expect(done[0]?.json.replayed).toBe(false);
		expect(new Set(sandbox.log.flatMap(({ reference }) => reference ?? [])).size).toBe(3);
	});
});

describe('Over the turns of one execution, Maximum Total', () => {
	const turns = (...ids: string[]) => ids.map((id) => [{ id }]);
	const inTurns = async (all: ReturnType<typeof turns>, operation: string, parameters: INodeParameters) => {
		const outputs = await runTurns(sandbox, 'tangoCustomers', all, {
			resource: 'fund',
			operation,
			reference: '={{ $json.id }}',
			...parameters,
		});
		return outputs.flat().map(({ error = 'made' }) => String(error));
	};
	const TRANSFER = {
		transferFrom: byId('acme-usd'),
		transferTo: byId('globex-usd'),
		amount: 50,
		transferNotes: '',
	};

	test('counts the transfers of every turn', async () => {
		expect(
			await inTurns(turns('a', 'b', 'a', 'c'), 'transfer', { ...TRANSFER, options: { maximumTotal: 100 } }),
		).toEqual([
			'made',
			'made',
			'made',
			'Maximum Total is 100 USD, but the items of this execution come to 150 USD',
		]);
		expect(sandbox.state.funds.transfers).toHaveLength(2);
	});

	test('counts deposits in US dollars, none that the bank declined', async () => {
		const options = { maximumTotal: 200 };
		sandbox.state.newDepositStatus = 'DECLINED';
		const declined = await inTurns(turns('a', 'b', 'c'), 'depositFromCard', {
			...CARD,
			amount: 100,
			options,
		});
		expect(declined.every((message) => message.includes('DECLINED'))).toBe(true);
		sandbox.reset();
		expect(await inTurns(turns('a', 'b', 'c'), 'depositFromCard', { ...CARD, amount: 100, options })).toEqual(
			['made', 'made', 'Maximum Total is 200 USD, but the items of this execution come to 300 USD'],
		);
		expect(sandbox.state.funds.deposits).toHaveLength(2);
	});

	test('goes on counting what nobody knows whether it was made', async () => {
		sandbox.faults.next({ kind: 'reset-after', match: { method: 'POST', path: '/transferFunds' } });
		const options = { maximumTotal: 50, maxAttempts: 1 };
		expect(await inTurns(turns('a', 'b'), 'transfer', { ...TRANSFER, options })).toEqual([
			expect.stringContaining('not known'),
			expect.stringContaining('Maximum Total is 50 USD'),
		]);
	});
});

describe('credit cards', () => {
	const list = async (filters: INodeParameters = {}, simplify = true) =>
		(await run('getCards', { returnAll: true, simplify, filters })).done.map(({ json }) => json);

	test('are listed with no more than their last four digits', async () => {
		const cards = await list({ accountIdentifier: 'acme-usd' });
		expect(cards.map(({ label }) => label)).toEqual(['Acme Visa', 'Acme New Card', 'Acme Overdrawn Card']);
		expect(Object.keys(cards[0] ?? {})).toEqual([
			'token',
			'label',
			'lastFourDigits',
			'expirationDate',
			'status',
			'activationDate',
			'customerIdentifier',
			'accountIdentifier',
		]);
		expect(await list({ lastFourDigits: '1111' }, false)).toMatchObject([
			{ accountNumber: 'A10000001', contactInformation: [{ fullName: 'Fay Fake' }] },
		]);
		expect(sandbox.violations).toEqual([]);
	});

	test('are unregistered, and listed from then on only with Show Inactive', async () => {
		const { done } = await run('unregisterCard', CARD);
		expect(done[0]?.json).toMatchObject({ creditCardToken: CARD_TOKENS.acme, accountIdentifier: 'acme-usd' });
		expect(await list({ label: 'Acme Visa' })).toEqual([]);
		expect(await list({ label: 'Acme Visa', showInactive: true })).toMatchObject([{ status: 'DELETED' }]);
		expect(sandbox.violations).toEqual([]);
	});

	test('are never unregistered twice: a lost answer is told as unknown', async () => {
		sandbox.faults.next({ kind: 'reset-after', match: { method: 'POST', path: '/creditCardUnregisters' } });
		const { error } = await run('unregisterCard', CARD);
		expect(error?.message).toBe('It is not known whether Tango carried the request out');
		expect(posts('/creditCardUnregisters')).toHaveLength(1);
	});

	test('of the chosen account can be searched by label and digits in the editor', async () => {
		const editor = (accountIdentifier: string) =>
			standIn<ILoadOptionsFunctions>({
				getCurrentNodeParameter: (name: string) =>
					({ accountIdentifier: byId(accountIdentifier), authentication: 'basicAuth' })[name],
				getCredentials: vi.fn().mockResolvedValue(credentialsFor(sandbox).tangoApi),
				logger: LoggerProxy,
				helpers: standIn<ILoadOptionsFunctions['helpers']>({ getSecureEgressFilter: undefined }),
			});
		const search = async (accountIdentifier: string, filter?: string) =>
			(await listSearch.searchCreditCards.call(editor(accountIdentifier), filter)).results;
		const name = `Acme Visa (…1111) · ${CARD_TOKENS.acme}`;
		expect(await search('acme-usd', 'visa')).toEqual([{ name, value: CARD_TOKENS.acme }]);
		expect(await search('acme-usd', '1111')).toHaveLength(1);
		expect(await search('globex-usd')).toEqual([expect.objectContaining({ value: CARD_TOKENS.globex })]);
		expect(await search('')).toHaveLength(4);
	});
});
