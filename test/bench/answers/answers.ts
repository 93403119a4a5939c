import { setTimeout as sleep } from 'node:timers/promises';

import type { Workflow } from '../../n8n/run/workflow.ts';
import type { Cleanups } from '../../n8n/shared/cleanups.ts';
import { step } from '../../n8n/shared/progress.ts';
import { makeBed, type Bed } from '../bed.ts';
import { table, type Spread } from '../figures.ts';
import { watchHealth } from '../health.ts';
import type { AnswersOptions } from '../options.ts';
import { makeRows, type Row } from '../rows.ts';
import { startSandboxProcess, type SandboxProcess } from '../speed/sandboxProcess.ts';
import { noOpWorkflow, setWorkflow, tangoWorkflow } from '../speed/workflows.ts';

const IDLE_MS = 5_000;
/** Where in the planning Stop is pressed. */
const MOMENTS = [0.25, 0.5, 0.75];

/** Whether a real n8n answers others, and hears Stop, while Create looks at its items. */
export async function runAnswers({ orders }: AnswersOptions, cleanups: Cleanups): Promise<string> {
	const sandbox = startSandboxProcess();
	cleanups.add(async () => sandbox.stop());
	const bed = await makeBed(await sandbox.reset(), cleanups);
	const wrongAtLast = makeRows(orders, 'answers').map((row, index) =>
		index === orders - 1 ? { ...row, amount: -1 } : row,
	);
	const nothing = await publish(bed, 'nothing', noOpWorkflow('nothing'));
	const set = await publish(bed, 'set', setWorkflow('set'));
	const tango = await publish(bed, 'tango', tangoWorkflow('tango'));

	const idle = await step('n8n alone', async () => await watched(bed, async () => await sleep(IDLE_MS)));
	const waits: Array<readonly [string, Watched]> = [['n8n alone', idle]];
	for (const [what, run] of [
		['the rows, and a node that does nothing', nothing],
		['the rows, and Tango Orders, which stops at the last row', tango],
		['the rows, and a Set node with the same expressions', set],
	] as const) {
		waits.push([
			what,
			await step(what, async () => await watched(bed, async () => await run.call(wrongAtLast))),
		]);
	}
	const planningMs = waits[2]?.[1].wallMs ?? 0;
	const stops: Array<ReadonlyArray<string | number>> = [];
	for (const moment of MOMENTS) {
		const title = `Stop after ${moment * 100} % of the planning`;
		stops.push(
			await step(title, async () => await stopped(bed, sandbox, tango, orders, moment * planningMs)),
		);
	}
	return [
		`${orders} rows by a webhook, four expressions a row. Wait: for /healthz, asked again and again.`,
		table(['what n8n does', 's', 'wait, median ms', 'longest ms'], waits.map(waitRow)),
		table(['Stop pressed after s', 'the run had ended after ms', 'as', 'orders placed'], stops),
	].join('\n\n');
}

interface Watched {
	readonly wallMs: number;
	readonly health: Spread;
}

async function watched({ n8n }: Bed, work: () => Promise<unknown>): Promise<Watched> {
	const watch = watchHealth(n8n.url);
	const startedAt = performance.now();
	await work();
	const wallMs = performance.now() - startedAt;
	return { wallMs, health: await watch.stop() };
}

function waitRow([what, { wallMs, health }]: readonly [string, Watched]) {
	return [what, (wallMs / 1000).toFixed(1), health.median.toFixed(1), health.max.toFixed(0)];
}

interface Published {
	readonly workflowId: string;
	/** Settles when its run has ended, however it did. */
	call(rows: readonly Row[]): Promise<void>;
}

async function publish({ n8n, rest }: Bed, path: string, workflow: Omit<Workflow, 'id'>): Promise<Published> {
	const saved = await rest.createWorkflow(workflow);
	await rest.activate(saved);
	return {
		workflowId: saved.id,
		call: async (rows) => {
			const answer = await fetch(`${n8n.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ rows }),
			});
			await answer.text();
		},
	};
}

/** Rows that would all be paid, were they not stopped. */
async function stopped(
	{ rest }: Bed,
	sandbox: SandboxProcess,
	{ workflowId, call }: Published,
	orders: number,
	afterMs: number,
): Promise<ReadonlyArray<string | number>> {
	await sandbox.reset();
	void call(makeRows(orders, `stop-${Math.round(afterMs)}`)).catch(() => undefined);
	await sleep(afterMs);
	const [latest] = await rest.executionsOf(workflowId);
	if (latest?.status !== 'running') throw new Error(`Nothing was there to be stopped: ${latest?.status}`);
	const pressedAt = performance.now();
	await rest.stop(latest.id);
	const { status } = await rest.finished(latest.id);
	const tookMs = performance.now() - pressedAt;
	return [(afterMs / 1000).toFixed(1), tookMs.toFixed(0), status, (await sandbox.stats()).orders];
}
