import { describe, expect, it } from 'vitest';

import type { ResendBody, Resent } from '../../../../nodes/Tango/core/lineItems/resend.ts';
import { CALL, json, LOST, refusal } from '../../support/core.ts';
import { ID, line, tables } from './tables.ts';

const SENT = json(201, { id: 1, createdAt: '2026-11-22T00:00:00Z', email: 'ada@example.org' });
const LOOK = `GET /lineItems/${ID}`;
const RESEND = `POST /lineItems/${ID}/resends`;
const LINE_ITEM: Resent = { referenceLineItemID: ID };

describe('a resend', () => {
	it('of a line item is one message to the recipient, or to the address that is given', async () => {
		const { lineItems, wait, sent, bodies } = tables(line(), SENT);
		const result = await wait(lineItems.resend(LINE_ITEM, { newEmail: 'ada@example.org' }, CALL));
		expect(result).toMatchObject({ raw: { id: 1 }, attempts: 1 });
		expect(sent()).toEqual([LOOK, RESEND]);
		expect(bodies()).toEqual([JSON.stringify({ newEmail: 'ada@example.org' })]);
	});

	it('of an order goes to the order', async () => {
		const { lineItems, wait, sent } = tables(line(), SENT);
		await wait(lineItems.resend({ referenceOrderID: 'RA1' }, {}, CALL));
		expect(sent()).toEqual(['GET /orders/RA1', 'POST /orders/RA1/resends']);
	});

	it.each([
		['lost', LOST],
		['500', refusal(500)],
		['from something in between', json(200, { ok: true })],
	])('whose answer is %s is not sent again, as each is a further message', async (_what, outcome) => {
		const { lineItems, wait, sent } = tables(line(), outcome);
		const result = await wait(lineItems.resend(LINE_ITEM, {}, CALL));
		expect(result).toMatchObject({ code: 'OUTCOME_UNKNOWN', facts: { doubt: 'resend' } });
		expect(sent()).toEqual([LOOK, RESEND]);
	});

	it('that comes too soon is refused with Tango’s own words', async () => {
		const { lineItems, wait } = tables(line(), refusal(403, '403.005'));
		const result = await wait(lineItems.resend(LINE_ITEM, {}, CALL));
		expect(result).toMatchObject({ code: 'PERMISSION_REFUSED', facts: { i18nKey: '403.005' } });
	});

	it.each<[object, string, string]>([
		[{ status: 'CANCELLED' }, 'referenceLineItemID', 'is RA1-1, which cannot be sent again: it is CANCELLED'],
		[{ deliveryMethod: 'NONE' }, 'newDeliveryMethod', 'its delivery method is NONE'],
	])('that Tango would refuse is not sent: %j', async (changes, field, problem) => {
		const { lineItems, wait, sent } = tables(line(changes));
		const result = await wait(lineItems.resend(LINE_ITEM, {}, CALL));
		expect(result).toMatchObject({ facts: { field, problem: expect.stringContaining(problem) } });
		expect(sent()).toEqual([LOOK]);
	});

	it.each<[ResendBody, string, string]>([
		[{ newDeliveryMethod: 'EMBEDDED' }, 'newDeliveryMethod', 'Reward Link'],
		[{ newDeliveryMethod: 'WHATSAPP' }, 'newMobileNumber', 'no mobile number'],
	])('to another way of delivery (%j) that cannot be is not sent', async (body, field, problem) => {
		const { lineItems, wait, sent } = tables(line());
		const result = await wait(lineItems.resend(LINE_ITEM, body, CALL));
		expect(result).toMatchObject({ facts: { field, problem: expect.stringContaining(problem) } });
		expect(sent()).toEqual([LOOK]);
	});

	it('by another way to an order that has no number for it names the order’s own field', async () => {
		const { lineItems, wait } = tables(json(200, { utid: 'U1', recipient: { email: 'ada@example.com' } }));
		const result = await wait(
			lineItems.resend({ referenceOrderID: 'RA1' }, { newDeliveryMethod: 'WHATSAPP' }, CALL),
		);
		expect(result).toMatchObject({ facts: { field: 'newMobile' } });
	});
});
