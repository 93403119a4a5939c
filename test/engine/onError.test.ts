import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { order, rows, runTango } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

/** Item 1 has an amount that the reward does not allow. */
const withOneBadRow = order({ amount: '={{ $itemIndex === 1 ? 5000 : 25 }}' });
/** Item 1 is refused by the load balancer: the fault waits for the second order. */
const failSecondOrder = () =>
	sandbox.faults.next(
		{ kind: 'slow-processing', ms: 1, match: { method: 'POST', path: '/orders' } },
		{ kind: 'alb-403', match: { method: 'POST', path: '/orders' } },
	);

test('in stop mode one bad item keeps all from being ordered, and is named', async () => {
	const { error, done } = await runTango(sandbox, { items: rows(3), parameters: withOneBadRow });
	expect(error?.message).toBe(
		'Amount is 5000, but "Amazon.com Gift Card" takes 0.01 to 2000 USD (row 2 of 3)',
	);
	expect(error?.description).toContain('No other row was carried out');
	expect(done).toEqual([]);
	expect(sandbox.state.orders).toHaveLength(0);
});

test('in stop mode a failure tells what was ordered before it and what was not tried', async () => {
	failSecondOrder();
	const { error } = await runTango(sandbox, {
		items: rows(4),
		parameters: { ...order(), options: { concurrency: 1 } },
	});
	expect(error?.message).toBe('Tango’s load balancer refused the request before Tango saw it (row 2 of 4)');
	expect(error?.description).toMatch(
		/Already carried out: row 1 \(RA\d+-\d+-\d+\)\. Not tried: rows 3 to 4\./,
	);
	expect(sandbox.state.orders).toHaveLength(1);
});

test('an error item ends with what Tango’s support asks for, in a line of its own', async () => {
	sandbox.faults.next({ kind: 'alb-403', match: { method: 'POST', path: '/orders' } });
	const { done } = await runTango(sandbox, {
		items: rows(1),
		parameters: order(),
		onError: 'continueRegularOutput',
	});
	expect(done[0]?.json).toEqual({
		error: 'Tango’s load balancer refused the request before Tango saw it',
		message: expect.stringMatching(
			/^Nothing was ordered by this request\..*\nHTTP status: 403\..*Attempts: 1\.$/,
		),
	});
});

test('"Continue" returns good and bad items in input order', async () => {
	const { done } = await runTango(sandbox, {
		items: rows(3),
		parameters: withOneBadRow,
		onError: 'continueRegularOutput',
	});
	expect(done.map(({ json }) => json.error ?? json.amount)).toEqual([
		25,
		expect.stringContaining('Amount is 5000'),
		25,
	]);
	expect(done.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	expect(sandbox.state.orders).toHaveLength(2);
});

test('"Continue (using error output)" sends bad items to the error branch with their input', async () => {
	const { done, failed } = await runTango(sandbox, {
		items: rows(3),
		parameters: withOneBadRow,
		onError: 'continueErrorOutput',
	});
	expect(done.map(({ json }) => json.amount)).toEqual([25, 25]);
	expect(done.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	expect(failed).toHaveLength(1);
	expect(failed[0]?.json).toMatchObject({
		id: 'a1',
		error: expect.stringContaining('Amount is 5000'),
		message: expect.stringContaining('Nothing was ordered or changed'),
	});
});

test('a failure at Tango goes to the error branch and the others are ordered', async () => {
	failSecondOrder();
	const { done, failed } = await runTango(sandbox, {
		items: rows(4),
		parameters: { ...order(), options: { concurrency: 1 } },
		onError: 'continueErrorOutput',
	});
	expect(done).toHaveLength(3);
	expect(failed.map(({ json }) => json.id)).toEqual(['a1']);
	expect(failed[0]?.json.message).toContain('X-Forwarded-For');
	expect(sandbox.state.orders).toHaveLength(3);
});
