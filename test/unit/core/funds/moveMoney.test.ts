import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Client } from '../../../../nodes/Tango/core/call/client.ts';
import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import {
	deposit,
	transfer,
	type DepositBody,
	type TransferBody,
} from '../../../../nodes/Tango/core/funds/moveMoney.ts';
import type { Outcome } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import { CALL, codeOf, html, json, LOST, refusal, REFUSED, settle, stage } from '../../support/core.ts';

const DEPOSIT: DepositBody = {
	externalRefID: 't1abc',
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	creditCardToken: 'fake-token',
	amount: 100,
};
const TRANSFER: TransferBody = {
	externalRefID: 't1abc',
	transferFrom: 'acme-usd',
	transferTo: 'globex-usd',
	amount: 50,
};

const DONE = { referenceDepositID: 'RAD1', amount: 100, amountCharged: 103.5, status: 'SUCCESS' };
const ACCOUNT = { accountIdentifier: 'acme-usd', currencyCode: 'USD', currentBalance: 1_100 };
const DUPLICATE = refusal(409, '409.001');
const IN_PROCESS = refusal(409, '409.002');

/** Runs a deposit on a scripted network, with all the time that it takes. */
async function depositOn(...steps: Outcome[]) {
	const { clock, client, transport } = stage(steps);
	const settled = settle(deposit(client, DEPOSIT, CALL));
	await clock.runAll();
	return { result: await settled, sent: transport.exchanges.map(({ request }) => request) };
}

describe('a deposit', () => {
	it('that Tango carries out comes back with what Tango says about it', async () => {
		const { result, sent } = await depositOn(json(200, DONE, { 'x-request-id': 'r-1' }));
		expect(result).toEqual({ replayed: false, answer: DONE, attempts: 1, requestId: 'r-1' });
		expect(sent.map(({ method, body }) => [method, body])).toEqual([['POST', JSON.stringify(DEPOSIT)]]);
	});

	it('that was paid never fails because of the answer’s shape', async () => {
		const { result } = await depositOn(json(200, { amount: 'a lot', status: 7, referenceDepositID: null }));
		expect(result).toMatchObject({ replayed: false, answer: expect.any(Object) });
	});

	it.each([[{}], [[]], [{ status: 'ok' }], [{ externalRefID: 'other' }]])(
		'whose answer names nothing of it (%j) is asked about again, as something in between may have answered',
		async (answer) => {
			const { result } = await depositOn(json(200, answer), DUPLICATE, json(200, ACCOUNT));
			expect(result).toMatchObject({ replayed: true, attempts: 2 });
		},
	);

	it('whose answer is lost is sent again with the same bytes; the conflict that follows means that it is done', async () => {
		const { result, sent } = await depositOn(LOST, DUPLICATE, json(200, ACCOUNT));
		expect(result).toEqual({
			replayed: true,
			balances: new Map([['acme-usd', ACCOUNT]]),
			attempts: 2,
			requestId: 'request-1',
		});
		expect(sent.map(({ body }) => body)).toEqual([
			JSON.stringify(DEPOSIT),
			JSON.stringify(DEPOSIT),
			undefined,
		]);
	});

	it.each(['409.001', '409.024'])(
		'whose reference an earlier run has used (%s) is done, and no amount is claimed',
		async (key) => {
			const { result } = await depositOn(refusal(409, key), json(200, ACCOUNT));
			expect(result).toMatchObject({ replayed: true, attempts: 1, balances: expect.any(Map) });
			expect(result).not.toHaveProperty('answer');
		},
	);

	it.each([
		['cannot be read', refusal(403, '403.001')],
		['answers without a balance', json(200, {})],
	])('that is done stays done when the account %s', async (_what, account) => {
		const { result } = await depositOn(DUPLICATE, account);
		expect(result).toMatchObject({ replayed: true, balances: new Map([['acme-usd', undefined]]) });
	});

	it('that another run has in process is waited for', async () => {
		const { result, sent } = await depositOn(IN_PROCESS, IN_PROCESS, DUPLICATE, json(200, ACCOUNT));
		expect(result).toMatchObject({ replayed: true, attempts: 3 });
		expect(sent).toHaveLength(4);
	});

	it('that is in process for ever is unknown', async () => {
		const { result } = await depositOn(IN_PROCESS);
		expect(codeOf(result)).toBe('OUTCOME_UNKNOWN');
	});

	it('whose conflict has no words is asked for again', async () => {
		const { result } = await depositOn(html(409), DUPLICATE, json(200, ACCOUNT));
		expect(result).toMatchObject({ replayed: true, attempts: 2 });
	});

	it.each([[refusal(409, '409.003')], [refusal(409, '409.999')]])(
		'that meets a conflict in other words is unknown, as it may have been done before',
		async (conflict) => {
			const { result, sent } = await depositOn(conflict);
			expect(result).toMatchObject({
				code: 'OUTCOME_UNKNOWN',
				facts: { lastCode: 'CONFLICT', movement: 'deposit', externalRefID: 't1abc' },
			});
			expect(sent).toHaveLength(1);
		},
	);

	it.each([
		['402.051', refusal(402, '402.051'), 'INSUFFICIENT_FUNDS'],
		['403', refusal(403, '403.016'), 'PERMISSION_REFUSED'],
		['404', refusal(404, '404.022'), 'NOT_FOUND'],
		['429.002', refusal(429, '429.002'), 'REJECTED'],
		['429.003', refusal(429, '429.003'), 'REJECTED'],
		['429.004', refusal(429, '429.004'), 'REJECTED'],
		['429.005', refusal(429, '429.005'), 'REJECTED'],
	])('that Tango refuses (%s) is told at once and for what it is', async (_key, answer, code) => {
		const { result, sent } = await depositOn(answer);
		expect(result).toMatchObject({ code, facts: { movement: 'deposit', attempts: 1 } });
		expect(sent).toHaveLength(1);
	});

	it('that is refused after a lost answer stays unknown: the refusal proves nothing about the first attempt', async () => {
		const { result } = await depositOn(LOST, refusal(402, '402.051'));
		expect(result).toMatchObject({
			code: 'OUTCOME_UNKNOWN',
			facts: { lastCode: 'INSUFFICIENT_FUNDS', movement: 'deposit' },
		});
	});

	it('that never left is a plain failure', async () => {
		const { result } = await depositOn(REFUSED);
		expect(result).toMatchObject({ code: 'NOT_SENT', facts: { movement: 'deposit' } });
	});

	it('that meets a mistake of ours is unknown and not failed', async () => {
		const client: Client = {
			send: async () => {
				throw new TypeError('mistake');
			},
		};
		expect(codeOf(await settle(deposit(client, DEPOSIT, CALL)))).toBe('OUTCOME_UNKNOWN');
	});
});

describe('a transfer', () => {
	it('that was done before comes with the balances of both accounts', async () => {
		const asked: unknown[] = [];
		const client: Client = {
			send: async (endpoint, { path }) => {
				if (endpoint === ENDPOINTS.transferFunds) {
					throw new TangoError('CONFLICT', { i18nKey: '409.001', attempts: 1, requestId: 'r-1' });
				}
				asked.push(path?.accountIdentifier);
				return { status: 200, json: ACCOUNT, attempts: 1, requestId: 'r-2' };
			},
		};
		const result = await transfer(client, TRANSFER, CALL);
		expect(asked).toEqual(['acme-usd', 'globex-usd']);
		expect(result).toEqual({
			replayed: true,
			balances: new Map([
				['acme-usd', ACCOUNT],
				['globex-usd', ACCOUNT],
			]),
			attempts: 1,
			requestId: 'r-1',
		});
	});

	it('that is unknown says that it is about a transfer', async () => {
		const { client, clock } = stage([LOST]);
		const settled = settle(transfer(client, TRANSFER, CALL));
		await clock.runAll();
		expect(await settled).toMatchObject({
			code: 'OUTCOME_UNKNOWN',
			facts: { movement: 'transfer', externalRefID: 't1abc', attempts: 5 },
		});
	});
});

describe('whatever the network does', () => {
	/** Tango's book: a reference is executed once, a repeat is a conflict, and any answer may get lost. */
	function bookOf(executedBefore: boolean, refuses: boolean) {
		let executed = executedBefore ? 1 : 0;
		return {
			executed: () => executed,
			attempt: (isLost: boolean): Outcome => {
				const answer = executed > 0 ? DUPLICATE : refuses ? refusal(402, '402.051') : json(200, DONE);
				if (executed === 0 && !refuses) executed = 1;
				return isLost ? LOST : answer;
			},
		};
	}

	it('success means executed exactly once, a plain failure not at all', async () => {
		const answersLost = fc.array(fc.boolean(), { minLength: CALL.maxAttempts, maxLength: CALL.maxAttempts });
		await fc.assert(
			fc.asyncProperty(answersLost, fc.boolean(), fc.boolean(), async (lost, executedBefore, refuses) => {
				const book = bookOf(executedBefore, refuses);
				// Nothing is sent any more after the first answer.
				const until = lost.includes(false) ? lost.indexOf(false) + 1 : lost.length;
				const steps = lost.slice(0, until).map((isLost) => book.attempt(isLost));
				const { result } = await depositOn(...steps, json(200, ACCOUNT));
				const told = codeOf(result);
				if (told === 'no error') expect(book.executed()).toBe(1);
				else if (told !== 'OUTCOME_UNKNOWN') expect(book.executed()).toBe(0);
				expect(told === 'OUTCOME_UNKNOWN').toBe(
					!lost.includes(false) || (refuses && !executedBefore && until > 1),
				);
			}),
		);
	});
});
