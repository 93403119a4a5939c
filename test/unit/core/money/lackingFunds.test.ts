import { describe, expect, it } from 'vitest';
import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import type { Accounts } from '../../../../nodes/Tango/core/money/accounts.ts';
import { tellingFunds } from '../../../../nodes/Tango/core/money/lackingFunds.ts';
import { CALL } from '../../support/core.ts';
import { standIn } from '../../support/standIn.ts';

const POOR = new TangoError('INSUFFICIENT_FUNDS', { status: 402 });
const payment = (balance: Accounts['balance'], cost?: number) => ({
	accountIdentifier: 'globex-usd',
	cost,
	call: CALL,
	tango: { accounts: standIn<Accounts>({ balance }) },
});
const holding = (currentBalance: number) => async () => ({ currencyCode: 'USD', currentBalance });

describe('an account that cannot pay', () => {
	it.each([
		['what is missing', 25.1, { holds: 20, missing: 5.1, currencyCode: 'USD' }],
		['what it holds, where nobody knows the cost', undefined, { holds: 20, currencyCode: 'USD' }],
		['nothing, where it holds enough by now', 20, undefined],
	])('is told with %s', async (_what, cost, funds) => {
		const told = await tellingFunds()(POOR, payment(holding(20), cost));
		expect(told).toMatchObject({ code: 'INSUFFICIENT_FUNDS', facts: { status: 402 } });
		expect(told).toHaveProperty('facts', funds ? { status: 402, funds } : { status: 402 });
	});

	it('is asked for once in a run, for nothing else, and may refuse to answer', async () => {
		let asked = 0;
		const tell = tellingFunds();
		const one = payment(async () => {
			asked += 1;
			throw new TangoError('UNAVAILABLE');
		});
		const other = new TangoError('OUTCOME_UNKNOWN');
		expect(await tell(other, one)).toBe(other);
		expect(asked).toBe(0);
		expect(await tell(POOR, one)).toBe(POOR);
		expect(await tell(POOR, one)).toBe(POOR);
		expect(asked).toBe(1);
	});
});
