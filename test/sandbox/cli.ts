import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { FaultKind, FaultSpec } from './faults.ts';
import { startSandbox } from './server.ts';
import type { LoggedRequest, Sandbox } from './types.ts';

const REPOSITORY_ROOT = join(import.meta.dirname, '..', '..');
const DEFAULT_PORT = '8443';
/** A bit longer than the 15 s Tango asks clients to wait. */
const STALL_MS = 17_000;
const DEMO_FAULTS: (FaultKind | FaultSpec)[] = [
	'reset-before',
	'reset-after',
	'close-after',
	{ kind: 'stall-after', ms: STALL_MS },
	'status-500-after',
	'status-502-before',
	'status-503-before',
	'status-504-after',
	'rate-limited',
	'truncated-body',
];

const USAGE = `Usage: node test/sandbox/cli.ts [--port 8443] [--rate-limit 1] [--faults 0.3 --seed 7]`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: DEFAULT_PORT },
			'rate-limit': { type: 'string', default: '0' },
			faults: { type: 'string', default: '0' },
			seed: { type: 'string', default: '1' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return say(USAGE);

	const sandbox = await startSandbox({
		port: numberOf(values.port),
		requestsPerSecond: numberOf(values['rate-limit']),
		keepRequestLog: false,
		onRequest: (request) => say(lineOf(request)),
	});
	const rate = numberOf(values.faults);
	if (rate > 0) sandbox.faults.random({ seed: numberOf(values.seed), rate, kinds: DEMO_FAULTS });
	endOnSignal(sandbox);
	say(welcome(sandbox, await writeCa(sandbox), rate));
}

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}

function numberOf(text: string): number {
	const number = Number(text);
	if (text.trim() === '' || !Number.isFinite(number) || number < 0) {
		throw new Error(`"${text}" is not a number. ${USAGE}`);
	}
	return number;
}

async function writeCa({ caCertificate }: Sandbox): Promise<string> {
	const folder = join(REPOSITORY_ROOT, '.local', 'sandbox');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'ca.pem'), caCertificate);
	return relative(REPOSITORY_ROOT, join(folder, 'ca.pem'));
}

function welcome({ baseUrl, tokenUrl, basic, oauth }: Sandbox, caFile: string, faultRate: number): string {
	const trouble =
		faultRate > 0 ? `About ${Math.round(faultRate * 100)} % of all requests will fail, on purpose.\n` : '';
	return `The Tango sandbox is running. It pays nobody and talks to this computer only.

  Address        ${baseUrl}
  Certificate    ${caFile}  (new at every start: paste it into the credential again)

  With a key     platform name  ${basic.platformName}
                 key            ${basic.apiKey}
  With OAuth2    token address  ${tokenUrl}
                 client ID      ${oauth.clientId}
                 client secret  ${oauth.clientSecret}
                 user name      ${oauth.username}
                 password       ${oauth.password}
                 audience       ${oauth.audience}

  To order       customer acme-rewards, account acme-usd, reward U666425 (Amazon.com, $0.01 to $2,000)

${trouble}Stop it with Ctrl+C. Every request shows up below.
`;
}

function lineOf({ method, path, status, reference, fault }: LoggedRequest): string {
	return [method, path, status ?? 'no answer', reference, fault && `(fault: ${fault})`]
		.filter(Boolean)
		.join('  ');
}

function endOnSignal(sandbox: Sandbox): void {
	const end = () => {
		process.off('SIGINT', end).off('SIGTERM', end);
		sandbox.close().then(() => say('The sandbox has stopped.'), fail);
	};
	process.on('SIGINT', end).on('SIGTERM', end);
}

function fail(error: unknown): void {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 1;
}

await main().catch(fail);
