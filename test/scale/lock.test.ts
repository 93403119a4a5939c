import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';

import { errorOf } from '../n8n/run/finishedExecution.ts';
import { chain, webhookTrigger } from '../n8n/run/testWorkflows.ts';
import { callWebhook, publish } from '../n8n/run/workflowRuns.ts';
import { makeRows } from '../bench/rows.ts';
import { splitRows } from '../bench/orderNodes.ts';
import { createOrderWith } from './support/credential.ts';
import { queueModeOfThisFile } from './support/queueMode.ts';

/* Some minutes, so only with LONG_RUN=<rows>: so many that planning outlasts n8n's lock of a minute. */

const ROWS = Number(process.env.LONG_RUN ?? 0);
const A_WHILE_MS = 25 * 60_000;
const FIELDS = {
	amount: '={{ $json.amount }}',
	recipientEmail: '={{ $json.email }}',
	recipientFirstName: '={{ $json.firstName }}',
	reference: '={{ $json.id }}',
	// Only the last row is wrong.
	spendingLimits: 'off',
};

/** With n8n's own patience with its workers. */
const queueMode = ROWS > 0 ? queueModeOfThisFile({ workers: 2, patience: {} }) : undefined;

test.skipIf(!queueMode)(
	`a worker that plans ${ROWS} rows keeps its execution, for which nobody else begins`,
	{ timeout: A_WHILE_MS },
	async () => {
		if (!queueMode) return;
		const path = randomUUID();
		const order = await createOrderWith(queueMode, 'tangoApi', { requestsPerSecond: 100_000 }, FIELDS);
		const id = await publish(
			queueMode,
			chain('Many rows', webhookTrigger(path), splitRows('body.rows'), order),
		);
		const rows = makeRows(ROWS, 'lock').map((row, index) =>
			index === ROWS - 1 ? { ...row, amount: -1 } : row,
		);
		const startedAt = performance.now();

		const answer = await callWebhook(queueMode, path, { rows });

		await answer.body?.cancel();
		console.log(`${ROWS} rows were planned in ${((performance.now() - startedAt) / 1_000).toFixed(0)} s.`);
		const [execution] = await queueMode.rest.executionsOf(id);
		expect(execution).toMatchObject({ status: 'error' });
		const ended = await queueMode.rest.finished(String(execution?.id));
		expect(errorOf(ended)).toContain(`row ${ROWS} of ${ROWS}`);
		const said = queueMode.workers.map((worker) => worker.output()).join('\n');
		expect(said).not.toMatch(/stalled|missing lock/i);
		expect(queueMode.sandbox.state.orders).toEqual([]);
	},
);
