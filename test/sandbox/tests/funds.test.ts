import { describe, expect, it } from 'vitest';
import type { Verb } from '../facts/document.ts';
import { CARD_TOKENS } from '../funds/cards.ts';
import { brokenAnswerFacts } from '../facts/answerFacts.ts';
import { type Reply } from './support/client.ts';
import { orderBody } from './support/samples.ts';
import { client, inOwnSandbox, sandbox } from './support/ownSandbox.ts';

/** Busy machines start a process or open a connection late; that is no failure. */
const PATIENT = { timeout: 15_000, interval: 5 };

inOwnSandbox();

type Changes = Readonly<Record<string, unknown>>;

const ACME_CARD = {
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	creditCardToken: CARD_TOKENS.acme,
};
const depositBody = (changes: Changes = {}) => ({ ...ACME_CARD, amount: 100, ...changes });
const transferBody = (changes: Changes = {}) => ({
	transferFrom: 'acme-usd',
	transferTo: 'globex-usd',
	amount: 50,
	...changes,
});
const deposit = (changes?: Changes): Promise<Reply> =>
	client.post('/creditCardDeposits', depositBody(changes));
const transfer = (changes?: Changes): Promise<Reply> => client.post('/transferFunds', transferBody(changes));
const unregister = (changes: Changes = {}): Promise<Reply> =>
	client.post('/creditCardUnregisters', { ...ACME_CARD, ...changes });

/** method, path as in the facts, request path, body, wanted status. */
const EXCHANGES: [Verb, string, string, unknown, number][] = [
	['get', '/creditCards', '/creditCards', undefined, 200],
	['get', '/creditCards', '/creditCards?paginate=true&maxResults=1', undefined, 200],
	['get', '/creditCards', '/creditCards?invented=1', undefined, 400],
	['get', '/creditCards/{token}', `/creditCards/${CARD_TOKENS.acme}`, undefined, 200],
	['get', '/creditCards/{token}', '/creditCards/unknown', undefined, 404],
	['post', '/creditCardDeposits', '/creditCardDeposits', depositBody({ externalRefID: 'ref-1' }), 200],
	['post', '/creditCardDeposits', '/creditCardDeposits', depositBody({ amount: undefined }), 400],
	['post', '/creditCardDeposits', '/creditCardDeposits', depositBody({ externalRefID: 'known' }), 409],
	['get', '/creditCardDeposits/{referenceDepositID}', '/creditCardDeposits/RAD0', undefined, 404],
	['post', '/creditCardUnregisters', '/creditCardUnregisters', ACME_CARD, 200],
	['post', '/transferFunds', '/transferFunds', transferBody({ transferNotes: 'for May' }), 200],
	['post', '/transferFunds', '/transferFunds', transferBody({ transferNotes: 'x'.repeat(151) }), 400],
	['post', '/transferFunds', '/transferFunds', transferBody({ transferTo: 'nowhere' }), 404],
	['post', '/transferFunds', '/transferFunds', transferBody({ externalRefID: 'known' }), 409],
];

describe('answers about funds', () => {
	it.each(EXCHANGES)('to %s %s keep to the API facts (%s)', async (verb, template, path, body, status) => {
		await deposit({ externalRefID: 'known' });
		const reply = await (verb === 'get' ? client.get(path) : client.post(path, body));
		expect(reply.status).toBe(status);
		expect(brokenAnswerFacts(verb, template, status, reply.json)).toEqual([]);
	});
});

describe('credit cards', () => {
	const labels = async (query = '') => {
		const { json } = await client.get(`/creditCards${query}`);
		return Array.isArray(json) ? json.map(({ label }) => label) : json;
	};

	it('are listed while they are active, the deleted ones only on request', async () => {
		const active = ['Acme Visa', 'Acme New Card', 'Globex Visa', 'Acme Overdrawn Card'];
		expect(await labels()).toEqual(active);
		expect(await labels('?showInactive=true')).toHaveLength(5);
		expect(await labels('?status=DELETED')).toEqual(['Acme Old Card']);
	});

	it('can be filtered by account, customer, token, label, digits and contact', async () => {
		expect(await labels('?accountIdentifier=globex-usd')).toEqual(['Globex Visa']);
		expect(await labels('?customerIdentifier=globex-hr')).toEqual(['Globex Visa']);
		expect(await labels(`?token=${CARD_TOKENS.acme}`)).toEqual(['Acme Visa']);
		expect(await labels('?label=Acme%20Visa')).toEqual(['Acme Visa']);
		expect(await labels('?lastFourDigits=4444')).toEqual(['Acme New Card']);
		expect(await labels('?emailAddress=nobody@example.com')).toEqual([]);
	});

	it('show no more of the number than its last four digits', async () => {
		const { text } = await client.get('/creditCards?showInactive=true');
		expect(text).toContain('"lastFourDigits":"1111"');
		expect(text).not.toMatch(/"(number|verificationNumber|creditCard)"/);
	});

	it('read DELETED once they are unregistered, and can be charged or unregistered no more', async () => {
		expect(await unregister()).toMatchObject({ status: 200, json: { token: CARD_TOKENS.acme } });
		expect((await client.get(`/creditCards/${CARD_TOKENS.acme}`)).json).toMatchObject({ status: 'DELETED' });
		expect(await deposit()).toMatchObject({ status: 404, json: { i18nKey: '404.022' } });
		expect((await unregister()).status).toBe(404);
		expect(sandbox.state.balance('acme-usd')).toBe(1_000_000);
	});
});

describe('a deposit', () => {
	it('puts the amount into the account and charges the card 3.5 % more', async () => {
		const { json } = await deposit({ externalRefID: 'ref-1', amount: 200 });
		expect(json).toMatchObject({
			referenceDepositID: expect.stringMatching(/^RAD\d{6}-1$/),
			amount: 200,
			amountCharged: 207,
			feePercent: 3.5,
			status: 'SUCCESS',
			externalRefID: 'ref-1',
			accountNumber: 'A10000001',
		});
		expect(sandbox.state.balance('acme-usd')).toBe(1_000_200);
	});

	it('can be got by its number', async () => {
		const made = await deposit();
		const id = sandbox.state.funds.deposits[0]?.referenceDepositID ?? '';
		expect((await client.get(`/creditCardDeposits/${id}`)).json).toEqual(made.json);
	});

	it('is made once per reference: a repeat is a conflict that tells nothing of the first one', async () => {
		await deposit({ externalRefID: 'ref-1' });
		const repeat = await deposit({ externalRefID: 'ref-1', amount: 7 });
		expect(repeat).toMatchObject({ status: 409, json: { i18nKey: '409.001' } });
		expect(repeat.text).not.toContain('RAD');
		expect(sandbox.state.depositsFor('ref-1')).toHaveLength(1);
		expect(sandbox.state.balance('acme-usd')).toBe(1_000_100);
	});

	it('is unique per account only', async () => {
		await deposit({ externalRefID: 'ref-1' });
		const globex = { customerIdentifier: 'globex-hr', accountIdentifier: 'globex-usd' };
		const elsewhere = { ...globex, creditCardToken: CARD_TOKENS.globex, externalRefID: 'ref-1' };
		expect((await deposit(elsewhere)).status).toBe(200);
		expect(await deposit(elsewhere)).toMatchObject({
			status: 409,
			json: { message: 'externalRefID is not unique. Duplicate funding request.' },
		});
		expect(sandbox.state.depositsFor('ref-1')).toHaveLength(2);
	});

	it('answers 409.002 to a duplicate while the first is in process', async () => {
		sandbox.state.processingMs = 800;
		const first = deposit({ externalRefID: 'ref-1' });
		await expect.poll(() => sandbox.log.length, PATIENT).toBe(1);
		expect(await deposit({ externalRefID: 'ref-1' })).toMatchObject({
			status: 409,
			json: { i18nKey: '409.002' },
		});
		expect((await first).status).toBe(200);
		expect(sandbox.state.depositsFor('ref-1')).toHaveLength(1);
	});

	it.each([
		['a card that is not active yet', { creditCardToken: CARD_TOKENS.notYetActive }, 429, '429.003'],
		['a card that the bank refuses', { creditCardToken: CARD_TOKENS.refused }, 402, '402.051'],
		['a deleted card', { creditCardToken: CARD_TOKENS.deleted }, 404, '404.022'],
		['the card of another account', { creditCardToken: CARD_TOKENS.globex }, 404, '404.022'],
		['an unknown customer', { customerIdentifier: 'nobody' }, 404, '404.002'],
		['an unknown account', { accountIdentifier: 'nowhere' }, 404, '404.003'],
		['another customer’s account', { accountIdentifier: 'globex-usd' }, 404, '404.020'],
		['no amount', { amount: 0 }, 400, '422.020'],
		['a fraction of a cent', { amount: 1.005 }, 400, '422.140'],
	])('refuses %s, moves nothing and leaves the reference free', async (_what, changes, status, key) => {
		const refused = await deposit({ externalRefID: 'ref-1', ...changes });
		expect(refused.status).toBe(status);
		expect(refused.text).toContain(`"${key}"`);
		expect(sandbox.state.balance('acme-usd')).toBe(1_000_000);
		expect((await deposit({ externalRefID: 'ref-1' })).status).toBe(200);
	});

	it.each(['429.002', '429.004', '429.005'] as const)('can meet the velocity rule %s', async (key) => {
		sandbox.state.fundingVelocity = key;
		expect(await deposit()).toMatchObject({ status: 429, json: { i18nKey: key } });
		expect(sandbox.state.funds.deposits).toEqual([]);
	});

	it.each(['PENDING', 'DECLINED'] as const)('that is %s has not moved money', async (status) => {
		sandbox.state.newDepositStatus = status;
		expect((await deposit()).json).toMatchObject({ status });
		expect(sandbox.state.balance('acme-usd')).toBe(1_000_000);
	});
});

describe('a transfer', () => {
	it('moves both balances and shows them before and after', async () => {
		const { json } = await transfer({ externalRefID: 'ref-1', amount: 0.1 });
		expect(json).toMatchObject({
			transferredAmount: 0.1,
			externalRefID: 'ref-1',
			transferFrom: { accountIdentifier: 'acme-usd', startingBalance: 1_000_000, endingBalance: 999_999.9 },
			transferTo: { accountIdentifier: 'globex-usd', startingBalance: 20, endingBalance: 20.1 },
		});
		expect(sandbox.state.balance('acme-usd')).toBe(999_999.9);
		expect(sandbox.state.balance('globex-usd')).toBe(20.1);
	});

	it('is carried out once per reference, which deposits share but orders do not', async () => {
		await client.post('/orders', orderBody({ externalRefID: 'ref-1' }));
		expect((await transfer({ externalRefID: 'ref-1' })).status).toBe(200);
		expect(await transfer({ externalRefID: 'ref-1' })).toMatchObject({
			status: 409,
			json: { i18nKey: '409.001' },
		});
		expect((await deposit({ externalRefID: 'ref-1' })).status).toBe(409);
		expect(sandbox.state.transfersFor('ref-1')).toHaveLength(1);
		expect(sandbox.state.balance('globex-usd')).toBe(70);
	});

	it.each([
		['more than the account holds', { transferFrom: 'globex-usd', transferTo: 'acme-usd' }, 402, '402.001'],
		['the same account twice', { transferTo: 'acme-usd' }, 400, '400.001'],
		['another currency', { transferTo: 'acme-eur' }, 400, '400.001'],
		['an unknown account', { transferFrom: 'nowhere' }, 404, '404.003'],
		['a negative amount', { amount: -1 }, 400, '422.020'],
	])('refuses %s and moves nothing', async (_what, changes, status, key) => {
		const refused = await transfer(changes);
		expect(refused.status).toBe(status);
		expect(refused.text).toContain(`"${key}"`);
		expect(sandbox.state.balance('acme-usd')).toBe(1_000_000);
		expect(sandbox.state.balance('globex-usd')).toBe(20);
	});
});

describe('a reset', () => {
	it('brings cards, deposits, transfers and switches back', async () => {
		await unregister();
		await transfer({ externalRefID: 'ref-1' });
		sandbox.state.fundingVelocity = '429.002';
		sandbox.reset();
		expect((await deposit({ externalRefID: 'ref-1' })).status).toBe(200);
		expect(sandbox.state.funds.transfers).toEqual([]);
	});
});
