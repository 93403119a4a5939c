import { expect, it } from 'vitest';

import { createAccounts } from '../../../../nodes/Tango/core/money/accounts.ts';
import { createFakeClock } from '../../../support/fakeClock.ts';
import { CALL, fakeClient } from '../../support/core.ts';

it('an account’s currency is asked for once, its balance every time', async () => {
	const client = fakeClient(async () => ({ currencyCode: 'USD', currentBalance: 10 }));
	const accounts = createAccounts(client, createFakeClock());
	expect(await accounts.currency('acme-usd', CALL)).toBe('USD');
	expect(await accounts.currency('ACME-usd', CALL)).toBe('USD');
	expect(client.requests).toHaveLength(1);
	await accounts.balance('acme-usd', CALL);
	await accounts.balance('acme-usd', CALL);
	expect(client.requests).toHaveLength(3);
});

it('a currency that an answer did not tell is asked for again', async () => {
	const client = fakeClient(async () => ({}));
	const accounts = createAccounts(client, createFakeClock());
	expect(await accounts.currency('acme-usd', CALL)).toBeUndefined();
	expect(await accounts.currency('acme-usd', CALL)).toBeUndefined();
	expect(client.requests).toHaveLength(2);
});

it('rates are kept for ten minutes, but none that are missing', async () => {
	const clock = createFakeClock();
	const rate = { baseCurrency: 'USD', rewardCurrency: 'GBP', baseFx: 0.79 };
	let answer: object = {};
	const client = fakeClient(async () => answer);
	const accounts = createAccounts(client, clock);
	expect(await accounts.rates(CALL)).toEqual([]);
	answer = { exchangeRates: [rate] };
	expect(await accounts.rates(CALL)).toEqual([rate]);
	expect(await accounts.rates(CALL)).toEqual([rate]);
	expect(client.requests).toHaveLength(2);
	await clock.advance(11 * 60_000);
	await accounts.rates(CALL);
	expect(client.requests).toHaveLength(3);
});
