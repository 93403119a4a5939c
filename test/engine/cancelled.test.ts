import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { captureOutflow, type Outflow } from './support/outflow.ts';
import { order, rows, runTango, type TangoRun } from './support/tango.ts';

let sandbox: Sandbox;
let outflow: Outflow;
beforeAll(async () => {
	sandbox = await startSandbox();
	outflow = captureOutflow();
});
beforeEach(() => {
	sandbox.reset();
	outflow.clear();
});
afterAll(async () => {
	outflow.stop();
	await sandbox.close();
});

const PLACING = { method: 'POST', path: '/orders' };
const WAITING = { timeout: 10_000, interval: 5 };
const placings = () => sandbox.log.filter(({ method }) => method === 'POST');
const warnings = () => outflow.log.filter(({ level }) => level === 'warn').map(({ message }) => message);

/** Runs six orders, two at a time, and cancels when the first is placed and the next wait for their answers. */
async function cancelInMidRun(settings: Pick<TangoRun, 'onError'> = {}): Promise<string[]> {
	sandbox.faults.next(
		{ kind: 'slow-processing', ms: 1, match: PLACING },
		{ kind: 'stall-after', match: PLACING },
		{ kind: 'stall-before', match: PLACING },
	);
	await runTango(sandbox, {
		items: rows(6, `cancelled-${settings.onError ?? 'stop'}-`),
		parameters: { ...order(), options: { concurrency: 2 } },
		...settings,
		onStarted: (cancel) => {
			// The stalled ones are not logged before their end: an order on the books is the sign.
			void vi
				.waitFor(() => expect(sandbox.state.orders).toHaveLength(2), WAITING)
				.then(async () => {
					await sleep(300);
					cancel();
				});
		},
	}).catch(() => undefined);
	return await vi.waitFor(() => {
		expect(warnings()).not.toEqual([]);
		return warnings();
	}, WAITING);
}

describe.each([undefined, 'continueRegularOutput', 'continueErrorOutput'] as const)(
	'a run that is cancelled in the middle, On Error %s',
	(onError) => {
		test('tells n8n’s log which orders are placed, which may be, and which were not tried', async () => {
			const [line, ...others] = await cancelInMidRun(onError ? { onError } : {});
			expect(others).toEqual([]);
			const [first] = sandbox.state.orders;
			const fates =
				/^The run was cancelled\. Already carried out: items 0 \((\S+)\)\. Not known whether carried out: items 1 \((\S+)\), 2 \((\S+)\)\. Not tried: items 3, 4, 5\.$/.exec(
					line ?? '',
				);
			expect(fates, line).not.toBeNull();
			const [, placed, ...unknown] = fates ?? [];
			expect(placed).toBe(first?.referenceOrderID);
			const sent = placings().map(({ reference }) => reference);
			expect([first?.externalRefID, ...unknown].sort()).toEqual(sent.sort());
		});
	},
);

test('a run that is cancelled before its first order says that none was placed', async () => {
	await runTango(sandbox, {
		items: rows(2, 'early-'),
		parameters: order(),
		authentication: 'oAuth2',
		credential: { requestsPerSecond: 0.5 },
		onStarted: (cancel) => {
			void vi
				.waitFor(() => expect(sandbox.log.some(({ path }) => path.endsWith('/catalogs'))).toBe(true), WAITING)
				.then(async () => {
					await sleep(200);
					cancel();
				});
		},
	}).catch(() => undefined);
	await vi.waitFor(
		() =>
			expect(warnings()).toEqual(['The run was cancelled. No item was carried out. Not tried: items 0, 1.']),
		WAITING,
	);
	expect(sandbox.state.orders).toEqual([]);
});

test('a run that is not cancelled warns of nothing', async () => {
	await runTango(sandbox, { items: rows(2, 'whole-'), parameters: order() });
	expect(warnings()).toEqual([]);
});
