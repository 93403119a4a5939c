import { fork } from 'node:child_process';
import type { SandboxAccess } from '../../n8n/run/sampleCredentials.ts';
import { endWithUs } from '../../n8n/shared/childProcesses.ts';
import type { Cleanups } from '../../n8n/shared/cleanups.ts';
import { NODE } from '../../n8n/shared/paths.ts';
import { bedMaker } from '../bed.ts';
import type { Row } from '../rows.ts';
import { ask } from './ask.ts';
import type { Workflow } from '../../n8n/run/workflow.ts';
import { batchedWorkflow, httpRequestWorkflow, setWorkflow, tangoWorkflow } from './workflows.ts';

/** One way of placing orders. */
export interface Peer {
	name: string;
	pid: number;
	/** Absent where it is not n8n. */
	n8nUrl?: string;
	place(rows: Row[]): Promise<void>;
}

/** The peers that the others are compared with. */
export const HTTP_REQUEST = 'HTTP Request node';
export const TANGO = 'Tango Orders';
export const SET = 'Set node, nothing sent';
export const BARE = 'bare undici loop';

type Sketch = Omit<Workflow, 'id'>;

/**
 * The nodes, each in an n8n of its own so that nobody's memory is counted for another; n8n's own Set node with the same
 * expressions as the floor, and a bare undici loop as the limit.
 */
export async function openPeers(access: SandboxAccess, cleanups: Cleanups): Promise<Peer[]> {
	const makeBed = await bedMaker(access, cleanups);
	const throughN8n = async (name: string, path: string, workflow: Sketch): Promise<Peer> => {
		const { n8n, rest } = await makeBed();
		await rest.activate(await rest.createWorkflow(workflow));
		return {
			name,
			pid: n8n.process.pid ?? 0,
			n8nUrl: n8n.url,
			place: async (rows) => await callWebhook(`${n8n.url}/webhook/${path}`, rows),
		};
	};
	return [
		await throughN8n(SET, 'set', setWorkflow('set')),
		await throughN8n(TANGO, 'tango', tangoWorkflow('tango')),
		await throughN8n(HTTP_REQUEST, 'http', httpRequestWorkflow('http', access.baseUrl)),
		await throughN8n(`${HTTP_REQUEST}, batched`, 'batched', batchedWorkflow('batched', access.baseUrl)),
		bareLoop(access, cleanups),
	];
}

function bareLoop(access: SandboxAccess, cleanups: Cleanups): Peer {
	const bare = fork(new URL('bareLoop.ts', import.meta.url), { execPath: NODE });
	endWithUs(bare, 'SIGKILL');
	cleanups.add(async () => bare.disconnect());
	return {
		name: BARE,
		pid: bare.pid ?? 0,
		place: async (rows) => {
			await ask<'done'>(bare, { ...access, rows });
		},
	};
}

async function callWebhook(url: string, rows: Row[]): Promise<void> {
	const answer = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ rows }),
	});
	const text = await answer.text();
	if (!answer.ok) throw new Error(`The workflow failed: HTTP ${answer.status} ${text.slice(0, 500)}`);
}
