import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createBulkOrders } from '../../../../nodes/Tango/core/bulk/bulkOrders.ts';
import type { WantedLine } from '../../../../nodes/Tango/core/bulk/line.ts';
import type { LineResult } from '../../../../nodes/Tango/core/bulk/lineResults.ts';
import type { Progress } from '../../../../nodes/Tango/core/bulk/placeLines.ts';
import { LINES_NOT_TOLD } from '../../../../nodes/Tango/core/bulk/series.ts';
import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import { createReferenceId } from '../../../../nodes/Tango/core/money/referenceId.ts';
import { CALL } from '../../support/core.ts';
import { HEAD, Ledger, line, rejected, type Fate } from './ledger.ts';

/** What a process does that was just started: it reads what is there, then sends in groups of `size`. */
async function run(
	ledger: Ledger,
	lines: readonly WantedLine[],
	size = 100,
): Promise<Map<string, LineResult>> {
	const series = createBulkOrders(ledger, (text) => text.replaceAll('s3cret', '[hidden]')).series(HEAD);
	await series.read(CALL).catch(() => undefined);
	const progress: Progress = {};
	const results = new Map<string, LineResult>();
	for (let from = 0; from < lines.length; from += size) {
		const group = lines.slice(from, from + size);
		for (const [reference, result] of await series.place(HEAD, group, CALL, progress))
			results.set(reference, result);
	}
	return results;
}

function words(results: ReadonlyMap<string, LineResult>): Record<string, string> {
	return Object.fromEntries(
		[...results].map(([reference, result]) => [
			reference,
			result.kind === 'failed' ? result.error.code : result.kind,
		]),
	);
}

const ab = [line('a'), line('b')];
const abc = [...ab, line('c')];

describe('the lines of a run', () => {
	it('go to Tango in one request, under a reference that never changes', async () => {
		const ledger = new Ledger();
		expect(words(await run(ledger, abc))).toEqual({ a: 'accepted', b: 'accepted', c: 'accepted' });
		expect([...ledger.orders.keys()]).toEqual(['t19422013650a02cbb11e4b404c6dae422ad4e5bb5']);
	});

	it('are not sent again by the same run, nor by one with fewer, more or other rows', async () => {
		const ledger = new Ledger();
		await run(ledger, abc);
		expect(words(await run(ledger, abc))).toEqual({
			a: 'alreadyThere',
			b: 'alreadyThere',
			c: 'alreadyThere',
		});
		expect(ledger.bodies).toHaveLength(1);
		const mixed = [line('x'), line('c'), line('a')];
		expect(words(await run(ledger, mixed, 2))).toEqual({
			x: 'accepted',
			c: 'alreadyThere',
			a: 'alreadyThere',
		});
		expect(ledger.paid.toSorted()).toEqual(['a', 'b', 'c', 'x']);
	});

	it('that are there are held against what was asked: another amount is another reward', async () => {
		const ledger = new Ledger();
		await run(ledger, ab);
		const results = await run(ledger, [line('a', 5)]);
		expect(words(results)).toEqual({ a: 'REFERENCE_TAKEN' });
		expect(ledger.bodies).toHaveLength(1);
	});

	it('that Tango refuses are told with its reasons, without secrets, and may be sent again', async () => {
		const ledger = new Ledger();
		ledger.refuses = ({ amount }) => amount === 7;
		const results = await run(ledger, [line('a'), line('b', 7)]);
		expect(words(results)).toEqual({ a: 'accepted', b: 'refused' });
		expect(results.get('b')).toMatchObject({ reasons: ['amount: no'], attempts: 1, requestId: 'r-1' });
		expect(words(await run(ledger, [line('a'), line('b', 8)]))).toEqual({ a: 'alreadyThere', b: 'accepted' });
		expect(ledger.paid.toSorted()).toEqual(['a', 'b']);
	});

	it('are halved until Tango takes as many', async () => {
		const ledger = new Ledger();
		ledger.maxLines = 3;
		const many = Array.from({ length: 10 }, (_, index) => line(`l${index}`));
		const results = await run(ledger, many);
		expect(new Set(Object.values(words(results)))).toEqual(new Set(['accepted']));
		expect(ledger.bodies.map((body) => body.match(/externalRefLineItemID/g)?.length)).toEqual([
			10, 5, 2, 2, 2, 2, 2,
		]);
	});

	it('that stand in the way of the others are left out, by the index that Tango names', async () => {
		const ledger = new Ledger();
		const message = 'is no address: s3cret';
		ledger.refusals = [
			rejected({ status: 400, apiFields: [{ path: 'lineItems[1].recipient.email', message }] }),
		];
		const results = await run(ledger, abc);
		expect(words(results)).toEqual({ a: 'accepted', b: 'refused', c: 'accepted' });
		expect(results.get('b')).toMatchObject({ reasons: ['recipient.email: is no address: [hidden]'] });
	});

	it.each([
		['REJECTED', rejected({ status: 422, apiMessage: 'no' })],
		['INSUFFICIENT_FUNDS', new TangoError('INSUFFICIENT_FUNDS', { status: 402 })],
		['PERMISSION_REFUSED', new TangoError('PERMISSION_REFUSED', { status: 403 })],
		['NOT_FOUND', new TangoError('NOT_FOUND', { status: 404 })],
		['CANCELLED', new TangoError('CANCELLED')],
	])('that cannot be placed are none of them, and each says so: %s', async (code, refusal) => {
		const ledger = new Ledger();
		ledger.refusals = [refusal];
		const results = await run(ledger, ab);
		expect(words(results)).toEqual({ a: code, b: code });
		expect(ledger.paid).toEqual([]);
	});
});

describe('a lost answer', () => {
	it('is settled by what stands at Tango', async () => {
		const ledger = new Ledger();
		ledger.fates = ['lostAfter'];
		expect(words(await run(ledger, abc, 2))).toEqual({
			a: 'alreadyThere',
			b: 'alreadyThere',
			c: 'accepted',
		});
		expect(ledger.paid).toEqual(['a', 'b', 'c']);
	});

	it('that cannot be settled names each line, and nothing more is sent', async () => {
		const ledger = new Ledger();
		ledger.fates = ['late'];
		const results = await run(ledger, abc, 2);
		expect(words(results)).toEqual({ a: 'OUTCOME_UNKNOWN', b: 'OUTCOME_UNKNOWN', c: 'UNAVAILABLE' });
		expect(results.get('b')).toMatchObject({
			error: {
				facts: { lineReference: 'b', externalRefID: createReferenceId('bulkOrder', ['acme-usd', '0']) },
			},
		});
		expect(ledger.bodies).toHaveLength(1);
	});

	it('is sent again by the next run with the same bytes, or with others: whichever arrives first counts', async () => {
		const ledger = new Ledger();
		ledger.fates = ['late', 'late', 'fine'];
		await run(ledger, ab);
		await run(ledger, ab);
		expect(ledger.bodies[1]).toBe(ledger.bodies[0]);
		expect(words(await run(ledger, [line('b'), line('c')]))).toEqual({ b: 'accepted', c: 'accepted' });
		ledger.arrive();
		expect(ledger.paid).toEqual(['b', 'c']);
		await run(ledger, abc);
		expect(ledger.paid.toSorted()).toEqual(['a', 'b', 'c']);
	});
});

describe('an earlier order of which Tango does not tell all lines', () => {
	it('keeps every line that is not known from being sent', async () => {
		const ledger = new Ledger();
		ledger.isSilent = true;
		await run(ledger, ab);
		const results = await run(ledger, [line('c')]);
		expect(results.get('c')).toMatchObject({
			kind: 'failed',
			error: { code: 'UNAVAILABLE', facts: { detail: LINES_NOT_TOLD } },
		});
		for (const kept of ledger.orders.values()) kept.isTold = true;
		expect(words(await run(ledger, abc))).toEqual({ a: 'alreadyThere', b: 'alreadyThere', c: 'accepted' });
	});

	it('is read whole, page by page', async () => {
		const ledger = new Ledger();
		const many = Array.from({ length: 1_200 }, (_, index) => line(`l${index}`));
		await run(ledger, many, 5_000);
		const results = await run(ledger, many, 7);
		expect(new Set(Object.values(words(results)))).toEqual(new Set(['alreadyThere']));
	});

	it('that cannot be read keeps everything from being sent', async () => {
		const ledger = new Ledger();
		ledger.readsFail = true;
		expect(words(await run(ledger, ab))).toEqual({ a: 'UNAVAILABLE', b: 'UNAVAILABLE' });
		expect(ledger.bodies).toEqual([]);
	});
});

const FATES = fc.constantFrom<Fate>('fine', 'fine', 'lostBefore', 'lostAfter', 'late');
const SHEET = fc.record({
	rows: fc.uniqueArray(fc.nat(15), { minLength: 1, maxLength: 12 }),
	size: fc.integer({ min: 1, max: 6 }),
	fates: fc.array(FATES, { maxLength: 4 }),
	/** Requests on their way arrive before this run. */
	arrives: fc.boolean(),
	/** Runs at the same time as the one after it. */
	isBeside: fc.boolean(),
});

describe('whatever is lost, late, refused, mended or sent at the same time', () => {
	it('pays a line once, and tells what became of it', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(SHEET, { minLength: 1, maxLength: 6 }),
				fc.integer({ min: 1, max: 8 }),
				async (sheets, maxLines) => {
					const ledger = new Ledger();
					ledger.maxLines = maxLines;
					ledger.refuses = ({ recipient }) => recipient.firstName === 'Bad';
					let beside: Array<Promise<unknown>> = [];
					for (const [index, { rows, size, fates, arrives, isBeside }] of sheets.entries()) {
						if (arrives) ledger.arrive();
						ledger.fates.push(...fates);
						const lines = rows.map((row) => sheetLine(row, index));
						const running = run(ledger, lines, size).then((results) => expectTold(ledger, lines, results));
						beside.push(running);
						if (isBeside) continue;
						await Promise.all(beside);
						beside = [];
					}
					await Promise.all(beside);
					ledger.arrive();
					ledger.fates = [];
					const all = Array.from({ length: 16 }, (_, row) => line(`r${row}`));
					const results = await run(ledger, all, 5);
					expect([...results.values()].every(({ kind }) => kind !== 'failed' && kind !== 'refused')).toBe(
						true,
					);
					expect(ledger.paid.toSorted()).toEqual(all.map((one) => one.externalRefLineItemID).toSorted());
				},
			),
			{ numRuns: 300 },
		);
	});
});

/** Some rows are refused in some sheets. */
function sheetLine(row: number, sheet: number): WantedLine {
	const isBad = (row + sheet) % 4 === 0;
	return { ...line(`r${row}`), recipient: { email: 'jane@example.com', firstName: isBad ? 'Bad' : 'Jane' } };
}

function expectTold(ledger: Ledger, lines: readonly WantedLine[], results: ReadonlyMap<string, LineResult>) {
	const { paid } = ledger;
	expect(new Set(paid).size, `paid twice: ${paid.join()}`).toBe(paid.length);
	for (const { externalRefLineItemID: reference } of lines) {
		const result = results.get(reference);
		if (result?.kind === 'accepted' || result?.kind === 'alreadyThere') expect(paid).toContain(reference);
		expect(result).toBeDefined();
	}
}
