import { describe, expect, it } from 'vitest';

import { createBulkOrders } from '../../../../nodes/Tango/core/bulk/bulkOrders.ts';
import {
	groupLines,
	lineReferences,
	type BulkItem,
	type BulkGroup,
} from '../../../../nodes/Tango/core/bulk/plan.ts';
import { placeGroup, type BulkEntry } from '../../../../nodes/Tango/core/bulk/placeGroup.ts';
import { tellingFunds } from '../../../../nodes/Tango/core/money/lackingFunds.ts';
import { refusedByName, wayOf } from '../../../../nodes/Tango/core/bulk/refusal.ts';
import type { Tango } from '../../../../nodes/Tango/core/connection/tango.ts';
import { TangoError, type TangoErrorCode } from '../../../../nodes/Tango/core/foundation/errors.ts';
import { createSpending, type Spending } from '../../../../nodes/Tango/core/money/spending.ts';
import { businessKeyReference } from '../../../../nodes/Tango/core/orders/reference.ts';
import { CALL } from '../../support/core.ts';
import { orderParams, type Raw } from '../../support/form.ts';
import { nothingSpent } from '../../support/spending.ts';
import { standIn } from '../../support/standIn.ts';
import { HEAD, Ledger, line, rejected, type Fate } from './ledger.ts';

function item(changes: Raw, tango: BulkItem['tango'], spending: Spending = nothingSpent()): BulkItem {
	const rest = { itemIndex: 0, call: CALL, automaticReferenceParts: () => [] };
	return { ...rest, tango, spending, params: orderParams(changes) };
}

describe('the reference of a row', () => {
	const referenceOf = (reference: string) => lineReferences()(item({ reference }, standIn<Tango>({})));

	it('is that of Order: Create', () => {
		expect(referenceOf('response-1')).toBe(businessKeyReference('acme-usd', 'response-1'));
	});

	it('that Tango tells of a failed row names that very row', () => {
		const own = businessKeyReference('acme-usd', 'response-1');
		expect(referenceOf(own)).toBe(own);
		for (const other of [own.toUpperCase(), `${own}0`, own.slice(0, -1), `t1${'x'.repeat(40)}`])
			expect(referenceOf(other)).not.toBe(other);
	});
});

describe('rows that go together', () => {
	const entry = (reference: string, head: object = {}) => ({
		head: { ...HEAD, ...head },
		line: line(reference),
	});
	const lines = (groups: ReadonlyArray<BulkGroup<ReturnType<typeof entry>>>) =>
		groups.map(({ entries }) => entries.map((one) => one.line.externalRefLineItemID).join(''));

	it('are of one account and alike in what holds for the whole, in their order', () => {
		const rows = [
			entry('a'),
			entry('b', { campaign: 'One' }),
			entry('c', { accountIdentifier: 'ACME-usd' }),
			entry('d', { accountIdentifier: 'acme-eur' }),
			entry('e', { campaign: 'One' }),
			entry('f', { sender: { firstName: 'Jo' } }),
		];
		expect(lines(groupLines(rows, () => 100))).toEqual(['ac', 'be', 'd', 'f']);
	});

	it('are no more than the batch size', () => {
		const rows = ['a', 'b', 'c', 'd', 'e'].map((one) => entry(one));
		expect(lines(groupLines(rows, () => 2))).toEqual(['ab', 'cd', 'e']);
		expect(lines(groupLines(rows, () => 1))).toEqual(['a', 'b', 'c', 'd', 'e']);
	});
});

describe('what is done about a refusal', () => {
	const named = (path: string) => rejected({ status: 400, apiFields: [{ path, message: 'no' }] });

	it.each<[string, TangoError, number, string]>([
		['a status 413', new TangoError('PROXY', { status: 413 }), 4, 'halve'],
		['a status 413 of one row', rejected({ status: 413 }), 1, 'these'],
		['the list as a whole', named('lineItems'), 4, 'halve'],
		['a row', named('lineItems[3].amount'), 4, 'withoutNamed'],
		['a row that was not sent', named('lineItems[4].amount'), 4, 'these'],
		['the campaign', named('campaign'), 4, 'these'],
		['money', new TangoError('INSUFFICIENT_FUNDS'), 4, 'these'],
		['a conflict', new TangoError('CONFLICT'), 4, 'readBack'],
		['a doubt, whatever came last', new TangoError('OUTCOME_UNKNOWN', { status: 413 }), 4, 'readBack'],
		['permission', new TangoError('PERMISSION_REFUSED'), 4, 'stop'],
	])('because of %s', (_what, error, count, way) => {
		expect(wayOf(error, count)).toBe(way);
	});

	it('finds each row that Tango names, in both spellings', () => {
		const message = 'no';
		const paths = ['lineItems[0].recipient.email', 'lineItems.0.amount', 'lineItems.12', 'notes'];
		const error = rejected({ apiFields: paths.map((path) => ({ path, message })) });
		expect([...refusedByName(error)]).toEqual([
			[0, ['recipient.email: no', 'amount: no']],
			[12, ['no']],
		]);
	});
});

describe('Maximum Total', () => {
	/** Places three rows of 25, and tells what the execution has spent then, and how each row ended. */
	async function spentAfter(fates: Fate[], refused: number, maximumTotal = 1_000) {
		const ledger = new Ledger();
		ledger.fates = fates;
		ledger.refuses = ({ amount }) => amount === refused;
		const shelf: Record<string, unknown> = {};
		const spending = createSpending(() => shelf);
		const bulk = createBulkOrders(ledger, (text) => text);
		await bulk.series(HEAD).read(CALL);
		const tango = standIn<Tango>({ bulk });
		const entries = ['a', 'b', 'c'].map((reference, index): BulkEntry => {
			const cost = 25 + index;
			const own = item({ reference, amount: cost, maximumTotal }, tango, spending);
			const plan = { ...own, externalRefID: reference, entry: undefined, problems: [], unchecked: [] };
			const price = { currency: 'USD', cost };
			const verdict = { lookedUp: undefined, balanceAfter: undefined, problems: [], unchecked: [] };
			const forecast = { plan, price, untold: [], ...verdict };
			return { forecast, head: HEAD, line: line(reference, cost) };
		});
		const results = await placeGroup({ head: HEAD, entries }, {}, tellingFunds());
		const kinds = [...results.values()].map((one): string | TangoErrorCode =>
			one.kind === 'failed' ? one.error.code : one.kind,
		);
		return { total: spending.withAll('USD', []), kinds: kinds.toSorted(), ledger };
	}

	it('counts what was accepted, and not what was refused', async () => {
		expect(await spentAfter([], 26)).toMatchObject({ total: 52, kinds: ['accepted', 'accepted', 'refused'] });
	});

	it('counts what is not known, as it may be paid', async () => {
		const kinds = Array(3).fill('OUTCOME_UNKNOWN');
		expect(await spentAfter(['late'], 0)).toMatchObject({ total: 78, kinds });
	});

	it('keeps rows that would exceed it from being sent', async () => {
		const { kinds, ledger } = await spentAfter([], 0, 60);
		expect(kinds).toEqual(['INVALID_INPUT', 'accepted', 'accepted']);
		expect(ledger.paid).toEqual(['a', 'b']);
	});
});
