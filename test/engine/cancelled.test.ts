import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startSandbox, type LoggedRequest, type Sandbox } from '../sandbox/server.ts';
import { forThisTest } from '../support/lifetime.ts';
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
/** What the node has had an answer to, by its own log. */
const answered = () => outflow.log.flatMap(({ level, metadata }) => (level === 'debug' ? [metadata] : []));
const warnings = () => outflow.log.filter(({ level }) => level === 'warn').map(({ message }) => message);

/** Which item a request is for: the reference does not tell, the recipient does. */
const itemOf = ({ body }: LoggedRequest) => Number(/"cancelled-\w+-(\d)"/.exec(body)?.[1]);

/** Runs six orders, two at a time, and cancels when one is placed and the next two wait for their answers. */
async function cancelInMidRun(settings: Pick<TangoRun, 'onError'> = {}): Promise<string[]> {
	sandbox.faults.next(
		{ kind: 'slow-processing', ms: 1, match: PLACING },
		{ kind: 'stall-after', match: PLACING },
		{ kind: 'stall-before', match: PLACING },
	);
	await runTango(sandbox, {
		items: rows(6, `cancelled-${settings.onError ?? 'stop'}-`),
		parameters: { ...order({ recipientFirstName: '={{ $json.id }}' }), options: { concurrency: 2 } },
		...settings,
		onStarted: (cancel) => {
			void vi
				.waitFor(() => {
					// With two at a time the third goes out when the answer to the first has come.
					expect(placings()).toHaveLength(3);
					expect(sandbox.state.orders).toHaveLength(2);
				}, WAITING)
				.then(cancel);
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
			const lines = await cancelInMidRun(onError ? { onError } : {});
			// The first two go out side by side: which of them Tango sees first, and answers, is open.
			const sent = placings().sort((one, other) => itemOf(one) - itemOf(other));
			const done = sent.find(({ fault }) => fault === 'slow-processing');
			const [placed] = sandbox.state.ordersFor(done?.reference ?? '');
			const doubtful = sent
				.filter((one) => one !== done)
				.map((one) => `${itemOf(one) + 1} (${one.reference})`);
			expect(lines).toEqual([
				'The run was cancelled. ' +
					`Already carried out: row ${done && itemOf(done) + 1} (${placed?.referenceOrderID}). ` +
					`Not known whether carried out: rows ${doubtful.join(', ')}. ` +
					'Not tried: rows 4 to 6.',
			]);
		});
	},
);

test('a run that is cancelled before its first order says that none was placed', async () => {
	// Of its own, as its pace outlives the run.
	const slow = await forThisTest(startSandbox());
	await runTango(slow, {
		items: rows(2, 'early-'),
		parameters: order(),
		// The catalog takes the first turn; the next comes long after this test.
		credential: { requestsPerSecond: 0.01 },
		onStarted: (cancel) => {
			const catalog = expect.objectContaining({ path: '/catalogs', result: 200 });
			void vi.waitFor(() => expect(answered()).toContainEqual(catalog), WAITING).then(cancel);
		},
	}).catch(() => undefined);
	await vi.waitFor(
		() =>
			expect(warnings()).toEqual(['The run was cancelled. No row was carried out. Not tried: rows 1 to 2.']),
		WAITING,
	);
	expect(slow.state.orders).toEqual([]);
});

test('a run that is not cancelled warns of nothing', async () => {
	await runTango(sandbox, { items: rows(2, 'whole-'), parameters: order() });
	expect(warnings()).toEqual([]);
});
