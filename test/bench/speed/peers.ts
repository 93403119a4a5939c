import { fork } from 'node:child_process';
import type { SandboxAccess } from '../../n8n/run/sampleCredentials.ts';
import { endWithUs } from '../../n8n/shared/childProcesses.ts';
import type { Cleanups } from '../../n8n/shared/cleanups.ts';
import { NODE } from '../../n8n/shared/paths.ts';
import type { Bed } from '../bed.ts';
import type { Row } from '../rows.ts';
import { ask } from './ask.ts';
import { httpRequestWorkflow, tangoWorkflow } from './workflows.ts';

/** One way of placing orders. */
export interface Peer {
	name: string;
	pid: number;
	place(rows: Row[]): Promise<void>;
}

/** The peer that the others are compared with. */
export const HTTP_REQUEST = 'HTTP Request node';

/** Both nodes in the same n8n, and a bare undici loop as the limit. */
export async function openPeers(
	{ n8n, rest }: Bed,
	access: SandboxAccess,
	cleanups: Cleanups,
): Promise<Peer[]> {
	for (const workflow of [tangoWorkflow('bench-tango'), httpRequestWorkflow('bench-http', access.baseUrl)]) {
		await rest.activate(await rest.createWorkflow(workflow));
	}
	const bare = fork(new URL('bareLoop.ts', import.meta.url), { execPath: NODE });
	endWithUs(bare, 'SIGKILL');
	cleanups.add(async () => bare.disconnect());

	const throughN8n = (name: string, path: string): Peer => ({
		name,
		pid: n8n.process.pid ?? 0,
		place: async (rows) => await callWebhook(`${n8n.url}/webhook/${path}`, rows),
	});
	return [
		throughN8n('Tango Orders', 'bench-tango'),
		throughN8n(HTTP_REQUEST, 'bench-http'),
		{
			name: 'bare undici loop',
			pid: bare.pid ?? 0,
			place: async (rows) => {
				await ask<'done'>(bare, { ...access, rows });
			},
		},
	];
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
