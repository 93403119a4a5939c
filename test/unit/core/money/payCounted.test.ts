import { describe, expect, it } from 'vitest';

import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import { payCounted, type Charged } from '../../../../nodes/Tango/core/money/payCounted.ts';
import { nothingSpent } from '../../support/spending.ts';

const EXPENSE = { externalRefID: 'a', currency: 'USD', cost: 25 };

/** What stays counted of one payment. */
async function counted(
	outcome: Charged | Error,
	{ isPriced = true, limit = 100 }: { readonly isPriced?: boolean; readonly limit?: number } = {},
) {
	const spending = nothingSpent();
	const during: number[] = [];
	const pay = async () => {
		during.push(spending.withAll('USD', []));
		if (outcome instanceof Error) throw outcome;
		return await Promise.resolve(outcome);
	};
	await payCounted({ spending, expense: isPriced ? EXPENSE : undefined, limit }, pay, (paid) => paid).catch(
		() => undefined,
	);
	return [during[0], spending.withAll('USD', [])];
}

const charged = (cost: number): Charged => ({ isEarlier: false, expense: { ...EXPENSE, cost } });

describe('a payment', () => {
	it('is counted before it is sent, and at what it came to where that is more', async () => {
		expect(await counted(charged(25))).toEqual([25, 25]);
		expect(await counted(charged(26))).toEqual([25, 26]);
		expect(await counted(charged(24))).toEqual([25, 25]);
		expect(await counted({ isEarlier: false, expense: undefined })).toEqual([25, 25]);
	});

	it('that could not be priced is counted at what it came to, whatever the limit', async () => {
		expect(await counted(charged(250), { isPriced: false })).toEqual([0, 250]);
		expect(await counted({ isEarlier: false, expense: undefined }, { isPriced: false })).toEqual([0, 0]);
		expect(await counted({ isEarlier: true, expense: EXPENSE }, { isPriced: false })).toEqual([0, 0]);
	});

	it('beyond the limit is not sent', async () => {
		expect(await counted(charged(25), { limit: 24.99 })).toEqual([undefined, 0]);
	});

	it('is taken back only where it is certain that nothing was paid', async () => {
		expect(await counted({ isEarlier: true, expense: EXPENSE })).toEqual([25, 0]);
		expect(await counted(new TangoError('REJECTED'))).toEqual([25, 0]);
		expect(await counted(new TangoError('REFERENCE_TAKEN', { status: 200 }))).toEqual([25, 0]);
		expect(await counted(new TangoError('REFERENCE_TAKEN', { status: 201 }))).toEqual([25, 25]);
		expect(await counted(new TangoError('OUTCOME_UNKNOWN'))).toEqual([25, 25]);
		expect(await counted(new Error('a mistake of ours'))).toEqual([25, 25]);
	});
});
