import { describe, expect, it } from 'vitest';

import type { Outcome } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import { orderNumber } from '../../../../nodes/Tango/core/orders/orderNumber.ts';
import { businessKeyReference } from '../../../../nodes/Tango/core/orders/reference.ts';
import { CALL, json, settle, stage } from '../../support/core.ts';

const NOTHING = json(200, { page: { totalCount: 0 }, orders: [] });
const ACCOUNTS = json(200, { items: [{ accountIdentifier: 'A1' }, { accountIdentifier: 'A2' }] });

const ordered = (accountIdentifier: string, externalRefID: string) => ({
	referenceOrderID: `RA-${accountIdentifier}`,
	accountIdentifier,
	externalRefID,
});
const listed = (...orders: object[]) => json(200, { page: { totalCount: orders.length }, orders });
const own = (account: string) => ordered(account, businessKeyReference(account, 'resp-1'));

async function found(reference: string, ...steps: Outcome[]) {
	const { client, clock, transport } = stage(steps);
	const result = settle(orderNumber(client, { reference }, CALL));
	await clock.runAll();
	const sent = transport.exchanges.map(({ request }) => new URL(request.url).searchParams);
	return { result: await result, references: sent.map((query) => query.get('externalRefID')) };
}

describe('the order that a reference names', () => {
	it('is asked for by nobody where Tango’s number was given', async () => {
		const { client, transport } = stage([NOTHING]);
		expect(await orderNumber(client, { referenceOrderID: 'RA1' }, CALL)).toBe('RA1');
		expect(transport.exchanges).toEqual([]);
	});

	it('is the one that has it as externalRefID, in whatever account', async () => {
		const { result, references } = await found('ext-1', listed(ordered('A2', 'ext-1')));
		expect([result, references]).toEqual(['RA-A2', ['ext-1']]);
	});

	it('is the one whose own reference it is, looked for in every account', async () => {
		const { result, references } = await found('resp-1', NOTHING, ACCOUNTS, NOTHING, listed(own('A2')));
		expect(result).toBe('RA-A2');
		expect(references).toEqual(['resp-1', null, own('A1').externalRefID, own('A2').externalRefID]);
	});

	it('is none only where Tango’s lists prove it, and then that is said', async () => {
		const { result } = await found('resp-1', NOTHING, ACCOUNTS, NOTHING, NOTHING);
		expect(result).toMatchObject({
			code: 'INVALID_INPUT',
			facts: {
				field: 'referenceOrderID',
				problem: 'is “resp-1”, but no order at Tango has this reference',
			},
		});
	});

	it('is not looked for as an own reference where it is one of ours already', async () => {
		const { result, references } = await found(own('A1').externalRefID, NOTHING);
		expect(result).toMatchObject({ code: 'INVALID_INPUT' });
		expect(references).toHaveLength(1);
	});

	it.each<[string, Outcome[]]>([
		['as externalRefID', [listed(ordered('A1', 'resp-1'), ordered('A2', 'resp-1'))]],
		['as an own reference', [NOTHING, ACCOUNTS, listed(own('A1')), listed(own('A2'))]],
	])('is never guessed where two accounts have it %s', async (_, steps) => {
		const { result } = await found('resp-1', ...steps);
		expect(result).toMatchObject({
			code: 'INVALID_INPUT',
			facts: { problem: expect.stringContaining('RA-A1 of A1, RA-A2 of A2') },
		});
	});

	it.each<[string, Outcome]>([
		['holds another order as well', listed(ordered('A1', 'resp-1'), ordered('A1', 'resp-2'))],
		['cannot be read', json(200, { orders: 'none' })],
	])('is left open by a list that %s', async (_, list) => {
		expect((await found('resp-1', list)).result).toMatchObject({ code: 'UNAVAILABLE' });
	});

	it('is not looked for in more accounts than anybody waits for', async () => {
		const items = Array.from({ length: 21 }, (_, index) => ({ accountIdentifier: `A${index}` }));
		const { result, references } = await found('resp-1', NOTHING, json(200, { items }));
		expect(result).toMatchObject({ facts: { problem: expect.stringContaining('Find by Reference') } });
		expect(references).toHaveLength(2);
	});
});
