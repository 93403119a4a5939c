import { describe, expect, it } from 'vitest';

import type { Change } from '../../../../nodes/Tango/core/lineItems/change.ts';
import { CALL, json, LOST, refusal } from '../../support/core.ts';
import { ID, line, tables } from './tables.ts';

const ACCEPTED = json(202, 'Accepted');
const CANCELLED = line({ status: 'CANCELLED', canCancel: false, canFreeze: false });

const LOOK = `GET /lineItems/${ID}`;
const CANCEL = `POST /lineItems/${ID}/cancel`;

function change(changes: Partial<Change> = {}): Change {
	return {
		kind: 'cancel',
		referenceLineItemID: ID,
		body: { reasonCode: 'FRAUD' },
		waitForResult: false,
		...changes,
	};
}

describe('a change of a line item', () => {
	it('that Tango acknowledges is not claimed to be carried out', async () => {
		const { lineItems, wait, sent, bodies } = tables(line(), ACCEPTED);
		const result = await wait(lineItems.change(change(), CALL));
		expect(result).toMatchObject({ confirmed: false, wasDone: false, attempts: 1 });
		expect(sent()).toEqual([LOOK, CANCEL]);
		expect(bodies()).toEqual([JSON.stringify({ reasonCode: 'FRAUD' })]);
	});

	it('is waited for where asked, with growing pauses', async () => {
		const { clock, lineItems, wait } = tables(line(), ACCEPTED, line(), line(), CANCELLED);
		const result = await wait(lineItems.change(change({ waitForResult: true }), CALL));
		expect(result).toMatchObject({ confirmed: true, raw: { status: 'CANCELLED' } });
		expect(clock.sleeps).toContain(4_000);
	});

	it('that does not show within the total time is acknowledged all the same', async () => {
		const { lineItems, wait } = tables(line(), ACCEPTED, line());
		const result = await wait(lineItems.change(change({ waitForResult: true }), CALL));
		expect(result).toMatchObject({ confirmed: false, wasDone: false });
	});

	it('that was made before is not sent', async () => {
		const { lineItems, wait, sent } = tables(CANCELLED);
		const result = await wait(lineItems.change(change(), CALL));
		expect(result).toMatchObject({ confirmed: true, wasDone: true, attempts: 0 });
		expect(sent()).toEqual([LOOK]);
	});

	it('that Tango would refuse is not sent', async () => {
		const { lineItems, wait, sent } = tables(line({ canFreeze: false, remainingBalance: null }));
		const result = await wait(lineItems.change(change({ kind: 'freeze' }), CALL));
		expect(result).toMatchObject({
			code: 'INVALID_INPUT',
			facts: { problem: expect.stringContaining('cannot be frozen: it is no Choice product') },
		});
		expect(sent()).toEqual([LOOK]);
	});

	it('of a line item that was reissued names the one that stands in its place', async () => {
		const { lineItems, wait } = tables(line({ reissuedToReferenceLineItemId: 'RA2-1' }));
		const result = await wait(lineItems.change(change(), CALL));
		expect(result).toMatchObject({ facts: { problem: expect.stringContaining('reissued as RA2-1') } });
	});

	it('whose answer is lost is sent again, and done when the refusal that follows finds it done', async () => {
		const { lineItems, wait, sent } = tables(line(), LOST, refusal(403, '403.010'), CANCELLED);
		const result = await wait(lineItems.change(change(), CALL));
		expect(result).toMatchObject({ confirmed: true, wasDone: false });
		expect(sent()).toEqual([LOOK, CANCEL, CANCEL, LOOK]);
	});

	it('whose answer is lost and that does not show is unknown', async () => {
		const { lineItems, wait } = tables(line(), LOST, refusal(403, '403.010'), line());
		const result = await wait(lineItems.change(change(), CALL));
		expect(result).toMatchObject({ code: 'OUTCOME_UNKNOWN', facts: { doubt: 'lineItem' } });
	});

	it.each<[Change['kind'], object]>([
		['freeze', { canFreeze: false }],
		['freeze', { lineItemActionHistory: [{ action: 'FREEZE' }] }],
	])('%s shows in %j', async (kind, after) => {
		const { lineItems, wait } = tables(line(), ACCEPTED, line(after));
		const result = await wait(lineItems.change(change({ kind, waitForResult: true }), CALL));
		expect(result).toMatchObject({ confirmed: true });
	});

	it('unfreeze shows in what Tango allows now', async () => {
		const { lineItems, wait } = tables(line({ canFreeze: false }), ACCEPTED, line());
		const result = await wait(lineItems.change(change({ kind: 'unfreeze', waitForResult: true }), CALL));
		expect(result).toMatchObject({ confirmed: true });
	});

	it('update needs no look before it, and shows in the fields that were sent', async () => {
		const { lineItems, wait, sent } = tables(ACCEPTED, line({ campaign: 'Spring' }));
		const body = { campaign: 'Spring', orderNotes: undefined };
		const result = await wait(lineItems.change(change({ kind: 'update', body, waitForResult: true }), CALL));
		expect(result).toMatchObject({ confirmed: true });
		expect(sent()).toEqual([`PATCH /lineItems/${ID}`, LOOK]);
	});
});
