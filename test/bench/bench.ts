import { fork } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleCredentials } from '../n8n/credentials.ts';
import { ensureHost } from '../n8n/hostInstall.ts';
import { importCredentials } from '../n8n/importing.ts';
import { startN8n } from '../n8n/n8nProcess.ts';
import { N8nRest } from '../n8n/n8nRest.ts';
import { buildPackage, discardPackage, installPackage, preparePackage } from '../n8n/packageInstall.ts';
import { LOCAL, NODE } from '../n8n/paths.ts';
import { step } from '../n8n/progress.ts';
import { endWithUs } from '../n8n/running.ts';
import { watchProcess, type ProcessUse } from './processStats.ts';
import { makeRows, type Row } from './rows.ts';
import { startSandboxProcess, type SandboxStats } from './sandboxProcess.ts';
import { formatTable } from './table.ts';
import { httpRequestWorkflow, tangoWorkflow } from './workflows.ts';

/*
 * npm run bench: the same 2,000 orders through Tango Orders and through n8n's HTTP Request node, in one real
 * n8n process, against the same sandbox with its rate limit lifted; and a bare undici loop as the limit.
 */
const ORDERS = 2_000;
const WARM_UP = 500;
const ROUNDS = 3;

/** One way of placing orders. */
interface Peer {
	name: string;
	pid: number;
	place(rows: Row[]): Promise<void>;
}

export interface Measurement extends ProcessUse {
	wallMs: number;
	stats: SandboxStats;
}

await ensureHost();
await step('Building the package', buildPackage);
await mkdir(LOCAL, { recursive: true });
const userFolder = await mkdtemp(join(LOCAL, 'bench-'));
const prepared = await step('Installing the package as n8n does', async () => await preparePackage());
await installPackage(prepared, userFolder);
const sandbox = await startSandboxProcess();
const access = await sandbox.reset();
await importCredentials(sampleCredentials(access, { requestsPerSecond: 100_000 }), userFolder);

// n8n's own node trusts what the process trusts; ours brings the CA in the credential.
const ca = join(userFolder, 'extra-ca.pem');
const own = process.env.NODE_EXTRA_CA_CERTS;
await writeFile(ca, [own ? await readFile(own, 'utf8') : '', access.caCertificate].join('\n'));
const limits = { N8N_PAYLOAD_SIZE_MAX: '64', NODE_EXTRA_CA_CERTS: ca };
const n8n = await step('Starting n8n', async () => await startN8n({ userFolder, extra: limits }));
const rest = await N8nRest.logIn(n8n.url);
const bare = fork(new URL('bareLoop.ts', import.meta.url), { execPath: NODE });
endWithUs(bare, 'SIGKILL');

try {
	for (const workflow of [tangoWorkflow(), httpRequestWorkflow(access.baseUrl)]) {
		await rest.activate(await rest.createWorkflow(workflow));
	}
	const peers: Peer[] = [
		{
			name: 'Tango Orders',
			pid: n8n.process.pid ?? 0,
			place: async (rows) => await callWebhook('bench-tango', rows),
		},
		{
			name: 'HTTP Request node',
			pid: n8n.process.pid ?? 0,
			place: async (rows) => await callWebhook('bench-http', rows),
		},
		{ name: 'bare undici loop', pid: bare.pid ?? 0, place: runBareLoop },
	];
	const results = new Map<string, Measurement[]>(peers.map(({ name }) => [name, []]));
	for (const peer of peers)
		await step(
			`Warming up: ${peer.name}`,
			async () => await peer.place(makeRows(WARM_UP, `warm-${peer.name}`)),
		);
	for (let round = 1; round <= ROUNDS; round += 1) {
		for (const peer of peers) {
			const measured = await step(
				`Round ${round} of ${ROUNDS}: ${peer.name}`,
				async () => await measure(peer, round),
			);
			results.get(peer.name)?.push(measured);
		}
	}
	process.stdout.write(`\n${formatTable(ORDERS, results)}\n`);
} finally {
	bare.disconnect();
	await n8n.stop();
	sandbox.stop();
	await rm(userFolder, { recursive: true, force: true });
	await discardPackage(prepared);
}

async function measure({ name, pid, place }: Peer, round: number): Promise<Measurement> {
	await sandbox.reset();
	const rows = makeRows(ORDERS, `r${round}-${name.replaceAll(' ', '')}`);
	const startedAt = performance.now();
	const use = await watchProcess(pid, async () => await place(rows));
	return { ...use, wallMs: performance.now() - startedAt, stats: await sandbox.stats() };
}

async function callWebhook(path: string, rows: Row[]): Promise<void> {
	const answer = await fetch(`${n8n.url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ rows }),
	});
	const text = await answer.text();
	if (!answer.ok) throw new Error(`The workflow failed: HTTP ${answer.status} ${text.slice(0, 500)}`);
}

async function runBareLoop(rows: Row[]): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		bare.once('message', () => resolve());
		bare.once('exit', () => reject(new Error('the bare loop ended')));
		bare.send({ ...access, rows });
	});
}
