import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWithUs } from '../../n8n/shared/childProcesses.ts';
import type { Cleanups } from '../../n8n/shared/cleanups.ts';
import { NODE } from '../../n8n/shared/paths.ts';
import { type Sandbox, startSandbox } from '../../sandbox/server.ts';
import { SCENARIOS } from '../chaos/scenarios.ts';
import { makeRows, type Row } from '../rows.ts';
import { ask } from '../speed/ask.ts';
import { CHANGES, firstCredential } from './changes.ts';
import type { Answer, Round } from './child.ts';
import type { Held } from './held.ts';
import { ACCOUNT, FUNDS, type Ledger, ordersOf } from './ledger.ts';

export interface SoakLength {
	/** It is over after so many minutes, or after so many rounds. */
	readonly lasts: { readonly minutes: number } | { readonly rounds: number };
	readonly requestsPerSecond: number;
	/** Of one round; after each it is asked what the process holds. */
	readonly roundSeconds: number;
	readonly tokenLifetimeSeconds: number;
	/** Is told what happens. */
	readonly say: (line: string) => void;
}

export interface Sample extends Held {
	/** Since the first round began. */
	readonly minutes: number;
	/** On the books. */
	readonly orders: number;
}

/** What came of it. */
export interface Life extends Ledger {
	readonly samples: readonly Sample[];
	/** Of the process: see `complaintsOfThisProcess`. */
	readonly complaints: readonly string[];
	/** Told as not paid, or as not known, and so sent again. */
	readonly sentAgain: number;
	readonly requests: number;
	/** Answered with 429 by Tango's own limit. */
	readonly tooSoon: number;
	readonly tokens: number;
}

const FAULTY = 0.1;
const SEED = 12;
/** After the time is over, for what is open. */
const MOST_ROUNDS_MORE = 5;

/** n8n's engine in a process of its own orders for so long, while Tango and the network have bad days. */
export async function soak(length: SoakLength, cleanups: Cleanups): Promise<Life> {
	const { lasts, requestsPerSecond, roundSeconds, say } = length;
	const seen = { requests: 0, tooSoon: 0 };
	const sandbox = await startSandbox({
		keepRequestLog: false,
		requestsPerSecond,
		tokenLifetimeSeconds: length.tokenLifetimeSeconds,
		onRequest: ({ status, fault }) => {
			seen.requests += 1;
			if (status === 429 && !fault) seen.tooSoon += 1;
		},
	});
	cleanups.add(async () => await sandbox.close());
	sandbox.state.deposit(ACCOUNT, FUNDS - sandbox.state.balance(ACCOUNT));
	const kinds = SCENARIOS[0]?.kinds ?? [];
	sandbox.faults.random({ seed: SEED, rate: FAULTY, kinds });
	const n8n = startEngine();
	cleanups.add(async () => n8n.disconnect());

	const rows: Row[] = [];
	const samples: Sample[] = [];
	const lies: string[] = [];
	let complaints: readonly string[] = [];
	let sentAgain = 0;
	let open: readonly Row[] = [];
	let credential = firstCredential(sandbox);
	const changes = [...CHANGES];
	const perRound = Math.ceil(requestsPerSecond * roundSeconds);
	const startedAt = performance.now();
	const minutesNow = () => (performance.now() - startedAt) / 60_000;
	/** Of the whole time; 1 and more: it is over. */
	const progress = () => ('rounds' in lasts ? samples.length / lasts.rounds : minutesNow() / lasts.minutes);

	for (let more = 0; more < MOST_ROUNDS_MORE && (progress() < 1 || open.length > 0); ) {
		const isOver = progress() >= 1;
		if (isOver) more += 1;
		const fresh = isOver ? [] : makeRows(Math.max(0, perRound - open.length), `soak${samples.length}`);
		rows.push(...fresh);
		sentAgain += open.length;
		const now = [...open, ...fresh];
		const paidBefore = paidOf(now, sandbox);
		const half = Math.ceil(now.length / 2);
		const round: Round = {
			reachable: credential,
			requestsPerSecond,
			basicAuth: now.slice(0, half),
			oAuth2: now.slice(half),
		};
		const answering = ask<Answer>(n8n, round);
		const [change] = changes;
		if (change && progress() >= change.at) {
			changes.shift();
			await sleep((roundSeconds * 1_000) / 3);
			await change.happens(sandbox);
			credential = change.mends(credential, sandbox);
			say(`${minutesNow().toFixed(1)} min: ${change.says}`);
		}
		const answer = await answering;
		complaints = answer.complaints;
		const paid = paidOf(now, sandbox);
		for (const row of now) {
			const isPaid = paid.has(row);
			const told = answer.told[row.id];
			if (told === 'ok' && !isPaid) lies.push(`${row.id} is told as paid`);
			if (told === 'fail' && isPaid && !paidBefore.has(row)) lies.push(`${row.id} is told as not paid`);
		}
		open = now.filter(({ id }) => answer.told[id] !== 'ok');
		const held = await ask<Held>(n8n, 'held');
		const orders = sandbox.state.orders.length;
		samples.push({ ...held, minutes: minutesNow(), orders });
		say(`${minutesNow().toFixed(1)} min: ${orders} orders, heap ${held.heapMb.toFixed(1)} MB`);
	}
	const tokens = sandbox.state.tokensIssued.length;
	return { rows, sandbox, samples, complaints, lies, sentAgain, stillOpen: open.length, ...seen, tokens };
}

function paidOf(rows: readonly Row[], sandbox: Sandbox): ReadonlySet<Row> {
	const ordersFor = ordersOf(sandbox);
	return new Set(rows.filter((row) => ordersFor(row).length > 0));
}

function startEngine(): ChildProcess {
	const child = fork(new URL('child.ts', import.meta.url), {
		execPath: NODE,
		execArgv: ['--expose-gc'],
		stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
	});
	endWithUs(child, 'SIGKILL');
	return child;
}
