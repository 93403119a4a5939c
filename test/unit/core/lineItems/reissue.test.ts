import { describe, expect, it } from 'vitest';

import type { ReissueWish } from '../../../../nodes/Tango/core/lineItems/reissue.ts';
import type { ReissueBody } from '../../../../nodes/Tango/core/lineItems/reissueBody.ts';
import { CALL, failure, json, LOST, refusal, REFUSED } from '../../support/core.ts';
import { nothingSpent } from '../../support/spending.ts';
import { ID, line, tables } from './tables.ts';

const BODY: ReissueBody = { reasonCode: 'DELIVERY_INFO', recipient: { email: 'ada@example.org' } };
const NEW_ORDER = {
	referenceOrderID: 'RA2',
	referenceLineItemID: 'RA2-1',
	status: 'COMPLETE',
	deliveryMethod: 'EMAIL',
	denomination: { value: 25, currencyCode: 'USD' },
	recipient: { email: 'ada@example.org', firstName: 'Ada' },
};
const PLACED = json(201, NEW_ORDER);
const NEW_LINE = json(200, { referenceLineItemID: 'RA2-1', referenceOrderID: 'RA2' });
const ORDER = json(200, NEW_ORDER);
const GONE = line({ status: 'CANCELLED', canCancel: false, reissuedToReferenceLineItemId: 'RA2-1' });

const LOOK = `GET /lineItems/${ID}`;
const REISSUE = `POST /lineItems/${ID}/reissue`;
const LOOK_UP = ['GET /lineItems/RA2-1', 'GET /orders/RA2'];

function wish(changes: Partial<ReissueWish> = {}): ReissueWish {
	const limits = { spending: nothingSpent() };
	return { referenceLineItemID: ID, body: BODY, limits, call: CALL, ...changes };
}

const posts = (sent: readonly string[]) => sent.filter((request) => request.startsWith('POST')).length;

describe('a reissue', () => {
	it('looks at the line item, sends one request and gives the new order', async () => {
		const { lineItems, wait, sent, bodies } = tables(line(), PLACED);
		const result = await wait(lineItems.reissue(wish()));
		expect(result).toMatchObject({ replayed: false, order: { referenceOrderID: 'RA2' }, attempts: 1 });
		expect(sent()).toEqual([LOOK, REISSUE]);
		expect(bodies()).toEqual([JSON.stringify(BODY)]);
	});

	it('that was paid never fails because of the answer’s shape', async () => {
		const { lineItems, wait } = tables(line(), json(201, { referenceOrderID: 'RA2', denomination: 'much' }));
		expect(await wait(lineItems.reissue(wish()))).toMatchObject({ order: { referenceOrderID: 'RA2' } });
	});

	it('is not sent where an earlier one is there already: its order is the answer', async () => {
		const { lineItems, wait, sent } = tables(GONE, NEW_LINE, ORDER);
		const result = await wait(lineItems.reissue(wish()));
		expect(result).toMatchObject({ replayed: true, order: { referenceOrderID: 'RA2' } });
		expect(sent()).toEqual([LOOK, ...LOOK_UP]);
	});

	it.each<[string, Partial<ReissueBody>]>([
		['amount', { amount: 30 }],
		['delivery method', { deliveryMethod: 'PHONE' }],
		['recipient', { recipient: { email: 'bob@example.org' } }],
	])('is refused where an earlier one has another %s', async (what, changes) => {
		const { lineItems, wait, sent } = tables(GONE, NEW_LINE, ORDER);
		const result = await wait(lineItems.reissue(wish({ body: { ...BODY, ...changes } })));
		expect(result).toMatchObject({
			code: 'INVALID_INPUT',
			facts: { problem: expect.stringContaining(`as RA2-1, with another ${what}`) },
		});
		expect(posts(sent())).toBe(0);
	});

	it.each<[string, object]>([
		['cannot be reissued: it is CANCELLED', { status: 'CANCELLED', canCancel: false }],
		['more than 5 days ago', { dateIssued: '2026-11-01T00:00:00Z', canCancel: undefined }],
		['it is no Choice product', { remainingBalance: null, canCancel: false }],
		['Tango says so without a reason', { canCancel: false }],
	])('that Tango would refuse is not sent: %s', async (told, changes) => {
		const { lineItems, wait, sent } = tables(line(changes));
		const result = await wait(lineItems.reissue(wish()));
		expect(result).toMatchObject({
			code: 'INVALID_INPUT',
			facts: { problem: expect.stringContaining(told) },
		});
		expect(sent()).toEqual([LOOK]);
	});

	it('is not sent by a way that the reward does not have', async () => {
		const { lineItems, wait, sent } = tables(line());
		const result = await wait(lineItems.reissue(wish({ body: { ...BODY, deliveryMethod: 'PHONE' } })));
		expect(result).toMatchObject({ code: 'INVALID_INPUT', facts: { field: 'deliveryMethod' } });
		expect(sent()).toEqual([LOOK]);
	});

	it.each<[string, Partial<ReissueBody>, string]>([
		['recipientMobileNumber', { deliveryMethod: 'WHATSAPP' }, 'Tango knows no mobile number'],
		['amount', { amount: 5_000 }, 'is 5000, but "Reward Link" takes 1 to 1000'],
	])('that cannot be is not sent, and names the field %s', async (field, changes, problem) => {
		const { lineItems, wait, sent } = tables(line());
		const result = await wait(lineItems.reissue(wish({ body: { ...BODY, ...changes } })));
		expect(result).toMatchObject({
			code: 'INVALID_INPUT',
			facts: { field, problem: expect.stringContaining(problem) },
		});
		expect(sent()).toEqual([LOOK]);
	});

	it('is not sent when the line item cannot be looked at', async () => {
		const { lineItems, wait, sent } = tables(refusal(404, '404.005'));
		expect(await wait(lineItems.reissue(wish()))).toMatchObject({ code: 'NOT_FOUND' });
		expect(posts(sent())).toBe(0);
	});

	it('is not sent when another line item is told of than was asked for', async () => {
		const { lineItems, wait, sent } = tables(line({ referenceLineItemID: 'RA9-1' }));
		expect(await wait(lineItems.reissue(wish()))).toMatchObject({ code: 'UNAVAILABLE' });
		expect(posts(sent())).toBe(0);
	});
});

describe('a reissue in doubt', () => {
	it.each([
		['a lost answer', LOST],
		['an answer of 500', refusal(500)],
		['an answer of 408', refusal(408)],
		['a page of something in between', json(200, { status: 'ok' })],
		['an answer that was cut off', failure('reset', 'maybeProcessed', 201)],
	])('by %s is never sent again: the line item tells of the new order', async (_what, outcome) => {
		const { lineItems, wait, sent } = tables(line(), outcome, line(), GONE, NEW_LINE, ORDER);
		const result = await wait(lineItems.reissue(wish()));
		expect(result).toMatchObject({ replayed: false, order: { referenceOrderID: 'RA2' } });
		expect(sent()).toEqual([LOOK, REISSUE, LOOK, LOOK, ...LOOK_UP]);
	});

	it('is unknown where the line item never tells, within the total time', async () => {
		const { clock, lineItems, wait, sent } = tables(line(), LOST, line());
		const result = await wait(lineItems.reissue(wish()));
		expect(result).toMatchObject({ code: 'OUTCOME_UNKNOWN', facts: { doubt: 'reissue' } });
		expect(posts(sent())).toBe(1);
		expect(clock.now()).toBeLessThanOrEqual(CALL.totalTimeoutMs + CALL.responseTimeoutMs);
	});

	it('pressed a second time reissues nothing, by whatever connection, as long as the line item does not tell', async () => {
		const { lineItems, open, wait, sent } = tables(line(), LOST, line());
		await wait(lineItems.reissue(wish()));
		for (const again of [lineItems, open()]) {
			const result = await wait(again.reissue(wish({ referenceLineItemID: ` ${ID.toLowerCase()} ` })));
			expect(result).toMatchObject({ code: 'OUTCOME_UNKNOWN', facts: { doubt: 'reissue' } });
		}
		expect(posts(sent())).toBe(1);
	});

	it('pressed a second time gets the first one’s order, once the line item tells of it', async () => {
		const short = { ...CALL, totalTimeoutMs: 1 };
		const { lineItems, wait, sent } = tables(line(), LOST, line(), GONE, NEW_LINE, ORDER);
		await wait(lineItems.reissue(wish({ call: short })));
		expect(await wait(lineItems.reissue(wish()))).toMatchObject({ replayed: true });
		expect(posts(sent())).toBe(1);
	});

	it('may be sent again a quarter of an hour later, when the line item still stands as it was', async () => {
		const short = { ...CALL, totalTimeoutMs: 1 };
		const { clock, lineItems, wait, sent } = tables(line(), LOST, line(), line(), PLACED);
		await wait(lineItems.reissue(wish({ call: short })));
		await clock.advance(15 * 60_000);
		expect(await wait(lineItems.reissue(wish()))).toMatchObject({ replayed: false });
		expect(posts(sent())).toBe(2);
	});

	it('is looked up no more once the run was stopped', async () => {
		const stop = new AbortController();
		const slow = { outcome: PLACED, takesMs: 5_000 };
		const { clock, lineItems, wait, sent } = tables(line(), slow);
		const settled = wait(lineItems.reissue(wish({ call: { ...CALL, signal: stop.signal } })));
		await clock.advance(3_000);
		stop.abort();
		expect(await settled).toMatchObject({ code: 'OUTCOME_UNKNOWN', facts: { doubt: 'reissue' } });
		expect(sent()).toEqual([LOOK, REISSUE]);
	});
});

describe('reissues of one line item', () => {
	it('at the same time are one: the other is told so', async () => {
		const { lineItems, open, wait, sent } = tables(line(), PLACED);
		const results = await wait(
			Promise.allSettled([lineItems.reissue(wish()), open().reissue(wish({ referenceLineItemID: 'ra1-1' }))]),
		);
		expect(results).toMatchObject([
			{ status: 'fulfilled' },
			{ status: 'rejected', reason: { facts: { problem: expect.stringContaining('at this moment') } } },
		]);
		expect(posts(sent())).toBe(1);
	});

	it('one after the other are one even where Tango has not noted the first yet', async () => {
		const { lineItems, wait, sent } = tables(line(), PLACED, line());
		await wait(lineItems.reissue(wish()));
		expect(await wait(lineItems.reissue(wish()))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
		expect(posts(sent())).toBe(1);
	});

	it.each([
		['refused', refusal(403, '403.022'), 'PERMISSION_REFUSED'],
		['not paid for', refusal(402), 'INSUFFICIENT_FUNDS'],
	])('may follow one that was %s', async (_what, outcome, code) => {
		const { lineItems, wait, sent } = tables(line(), outcome, line(), PLACED);
		expect(await wait(lineItems.reissue(wish()))).toMatchObject({ code });
		expect(await wait(lineItems.reissue(wish()))).toMatchObject({ replayed: false });
		expect(posts(sent())).toBe(2);
	});

	it('that did not reach Tango are tried again within the same call', async () => {
		const { lineItems, wait, sent } = tables(line(), REFUSED, PLACED);
		expect(await wait(lineItems.reissue(wish()))).toMatchObject({ replayed: false, attempts: 2 });
		expect(sent()).toEqual([LOOK, REISSUE, REISSUE]);
	});
});

describe('limits of a reissue', () => {
	const limits = (maximumAmount: number, maximumTotal = 1_000) => ({
		most: { maximumAmount, maximumTotal },
		spending: nothingSpent(),
	});

	it('count what the line item cost with its fee, in proportion to the new amount', async () => {
		const { lineItems, wait, sent } = tables(line());
		const result = await wait(
			lineItems.reissue(wish({ body: { ...BODY, amount: 50 }, limits: limits(51.99) })),
		);
		expect(result).toMatchObject({
			facts: { field: 'maximumAmount', problem: expect.stringContaining('52 USD') },
		});
		expect(posts(sent())).toBe(0);
	});

	it('are given back after a refusal', async () => {
		const shared = limits(26, 26);
		const { lineItems, wait } = tables(line(), refusal(403, '403.022'), line(), PLACED);
		await wait(lineItems.reissue(wish({ limits: shared })));
		expect(shared.spending.withAll('USD', [])).toBe(0);
		await wait(lineItems.reissue(wish({ limits: shared })));
		expect(shared.spending.withAll('USD', [])).toBe(26);
	});

	it('stay used after a doubt', async () => {
		const shared = limits(26, 26);
		const { lineItems, wait } = tables(line(), LOST, line());
		await wait(lineItems.reissue(wish({ limits: shared })));
		expect(shared.spending.withAll('USD', [])).toBe(26);
	});

	it('count what was charged in the end, also where nobody has set any', async () => {
		const charged = { ...NEW_ORDER, amountCharged: { value: 30, currencyCode: 'USD', total: 31 } };
		const shared = { spending: nothingSpent() };
		const { lineItems, wait } = tables(line({ amountCharged: undefined }), json(201, charged));
		await wait(lineItems.reissue(wish({ limits: shared })));
		expect(shared.spending.withAll('USD', [])).toBe(31);
	});

	it('fail closed where Tango does not tell what the line item cost', async () => {
		const { lineItems, wait, sent } = tables(line({ amountCharged: undefined }));
		const result = await wait(lineItems.reissue(wish({ limits: limits(1_000) })));
		expect(result).toMatchObject({ facts: { field: 'maximumAmount' } });
		expect(posts(sent())).toBe(0);
	});
});
