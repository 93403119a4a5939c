import type { N8nRest } from '../../n8n/run/n8nRest.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { makeRows } from '../rows.ts';
import { Books } from './books.ts';
import { type Ended, start } from './execution.ts';
import type { Peer } from './peers.ts';
import { type Report, reportsOf } from './reports.ts';
import { faultPlan, type Scenario } from './scenarios.ts';
import { judge, type Verdict } from './verdict.ts';

/** How often a user follows the advice to run the workflow again, at most. */
const MAX_RUNS_AGAIN = 3;

export interface Place {
	rest: N8nRest;
	sandbox: Sandbox;
	/** Rewards of each peer. */
	orders: number;
}

/** One line of a seed's table. */
export interface Line {
	peer: string;
	verdict: Verdict;
}

/**
 * Lets one peer pay its rewards under a seed's faults. Resolves when the run has returned or sends nothing any
 * more, so that the next peer may begin; `lines` waits until it has returned or counts as hung.
 */
export async function runPeer(
	peer: Peer,
	{ scenario, seed }: { scenario: Scenario; seed: number },
	{ rest, sandbox, orders }: Place,
): Promise<{ lines: Promise<Line[]> }> {
	const rows = makeRows(orders, `${scenario.slug}${seed}-${peer.slug}`);
	const { id } = await rest.createWorkflow(peer.workflow(rows, sandbox.baseUrl));
	sandbox.faults.clear();
	sandbox.faults.random(faultPlan(scenario, seed));

	const books = new Books(sandbox, rows);
	const { ended } = await start(rest, id);
	await books.silence(peer.silentMs, ended);
	const { requests } = books;
	if (!peer.runsAgain) {
		return {
			lines: ended.then((run) => [{ peer: peer.name, verdict: settle(books, run, requests).verdict }]),
		};
	}
	return {
		lines: Promise.resolve(await runAgain(peer, books, await ended, async () => await start(rest, id))),
	};
}

/** Runs the workflow again while a reward is not reported as paid, as the messages tell the user. */
async function runAgain(
	{ name }: Peer,
	books: Books,
	first: Ended,
	startAgain: () => ReturnType<typeof start>,
): Promise<Line[]> {
	let { reports, verdict } = settle(books, first, books.requests);
	const lines: Line[] = [{ peer: name, verdict }];
	let ms = first.ms;
	for (let runs = 1; runs <= MAX_RUNS_AGAIN && reports.some((report) => report !== 'paid'); runs += 1) {
		const next = await (await startAgain()).ended;
		ms += next.ms;
		({ reports, verdict } = settle(books, { ...next, ms }, books.requests, reports));
		lines[1] = { peer: `${name}, after running again`, verdict };
	}
	return lines;
}

/** What one run told, after what `earlier` runs of the same rewards have told. */
function settle(books: Books, { execution, ms }: Ended, requests: number, earlier: readonly Report[] = []) {
	const { ordersOf } = books;
	const reports = reportsOf(execution, ordersOf.length).map(
		// Once told that a reward is paid, the user knows.
		(report, index): Report => (earlier[index] === 'paid' ? 'paid' : report),
	);
	return { reports, verdict: judge(ordersOf, reports, { requests, seconds: ms / 1_000 }) };
}
