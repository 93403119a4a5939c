import { fork } from 'node:child_process';
import { endWithUs } from '../../n8n/shared/childProcesses.ts';
import type { Cleanups } from '../../n8n/shared/cleanups.ts';
import { NODE } from '../../n8n/shared/paths.ts';
import { step } from '../../n8n/shared/progress.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { faultPlan, RATE, SCENARIOS } from '../chaos/scenarios.ts';
import { table } from '../figures.ts';
import type { BulkOptions } from '../options.ts';
import { ask } from '../speed/ask.ts';
import type { Job, Use } from './child.ts';

/** What Tango promises. */
const REQUESTS_PER_SECOND = 1;
const SEED = 1;
/** Whoever is told that an outcome is not known runs the workflow again. */
const MOST_RUNS = 5;

interface Line {
	readonly title: string;
	readonly batchSize: number;
	readonly faults: boolean;
}

/** 100 is the node's default, 1,000 the most that it admits. */
const LINES: readonly Line[] = [
	{ title: 'batches of 100', batchSize: 100, faults: false },
	{ title: 'batches of 1,000', batchSize: 1_000, faults: false },
	{ title: `batches of 1,000, ${RATE * 100} % of the requests go wrong`, batchSize: 1_000, faults: true },
];

const HEADER = [
	'what',
	'rewards',
	'paid',
	'duplicates',
	'missing',
	'runs',
	'requests',
	'refused (429)',
	'minutes',
	'CPU s',
	'peak MB',
];

/**
 * Tens of thousands of rewards through Bulk Order: Create at one request a second: the real engine with n8n's default
 * expression engine in a process of its own, the sandbox here. The books of the sandbox say who was paid.
 */
export async function runBulk({ orders }: BulkOptions, cleanups: Cleanups): Promise<string> {
	let requests = 0;
	let refused = 0;
	const sandbox = await startSandbox({
		keepRequestLog: false,
		onRequest: ({ status }) => {
			requests += 1;
			if (status === 429) refused += 1;
		},
	});
	cleanups.add(async () => await sandbox.close());
	const rows: Array<ReadonlyArray<string | number>> = [];
	for (const { title, batchSize, faults } of LINES) {
		prepare(sandbox, faults);
		[requests, refused] = [0, 0];
		const startedAt = performance.now();
		const uses = await step(`${orders} rewards in ${title}`, async () => {
			return await untilNobodyIsLeft({ sandbox: accessTo(sandbox), orders, batchSize });
		});
		const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
		const cpuS = uses.reduce((sum, { cpuMs }) => sum + cpuMs / 1000, 0).toFixed(0);
		const peakMb = Math.max(...uses.map(({ peakMemoryMb }) => peakMemoryMb));
		rows.push([
			title,
			orders,
			...books(sandbox, orders),
			uses.length,
			requests,
			refused,
			minutes,
			cpuS,
			peakMb,
		]);
	}
	return `${EXPLANATION}\n\n${table(HEADER, rows)}`;
}

function prepare(sandbox: Sandbox, faults: boolean): void {
	sandbox.reset();
	sandbox.setRateLimit(REQUESTS_PER_SECOND);
	const [scenario] = SCENARIOS;
	if (faults && scenario) sandbox.faults.random(faultPlan(scenario, SEED));
}

function accessTo({ baseUrl, tokenUrl, caCertificate, basic, oauth }: Sandbox) {
	return { baseUrl, tokenUrl, caCertificate, basic, oauth };
}

/** Each run is a process of its own: nothing is remembered but by Tango. */
async function untilNobodyIsLeft(job: Job): Promise<Use[]> {
	const uses: Use[] = [];
	while (uses.length < MOST_RUNS) {
		const use = await inChild(job);
		uses.push(use);
		if (use.done === job.orders) break;
	}
	return uses;
}

async function inChild(job: Job): Promise<Use> {
	const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
	const child = fork(new URL('child.ts', import.meta.url), { execPath: NODE, stdio: [...stdio] });
	endWithUs(child, 'SIGKILL');
	const use = await ask<Use>(child, job);
	child.disconnect();
	return use;
}

/** Rewards that were paid, those of them that were paid before, and those that were not. */
function books(sandbox: Sandbox, orders: number): number[] {
	const paid = sandbox.state.asyncOrders.rewards.map(({ externalRefID }) => externalRefID);
	const once = new Set(paid).size;
	return [paid.length, paid.length - once, orders - once];
}

const EXPLANATION = `Bulk Order: Create at ${REQUESTS_PER_SECOND} request a second, four expressions an item.
runs: how often the workflow was run until no row was left open.
peak MB: all of the process, n8n's engine, items and output included.`;
