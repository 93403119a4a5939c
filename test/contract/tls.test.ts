import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUndiciTransport } from '../../nodes/Tango/core/http/undiciTransport.ts';
import type { Transport } from '../../nodes/Tango/core/foundation/transport.ts';
import { HOST, loopbackLookup } from '../support/badServer/loopback.ts';
import { forThisFile } from '../support/lifetime.ts';
import type { CertificateCase } from '../support/tls/cases/certificateCase.ts';
import { CERTIFICATE_CASES } from '../support/tls/certificateCases.ts';
import { compileTransport } from '../support/tls/childTransport.ts';
import { type Question, startCases, WAYS, type Way } from '../support/tls/runningCases.ts';
import { testNodes } from '../support/tls/testNodes.ts';
import { weakening } from '../support/tls/weakening.ts';

const LIMITS = { connectTimeoutMs: 10_000, responseTimeoutMs: 10_000 };
const CASES = Object.entries(CERTIFICATE_CASES);
const TITLED = CASES.map(
	([name, one]) => [`${one.failure ? 'refuses' : 'trusts'} ${name}`, name, one] as const,
);
const [current, oldest] = testNodes();

const running = await forThisFile(startCases(CERTIFICATE_CASES));
const compiled = compileTransport();

/** One transport asks all servers of a way: no verdict may depend on the one before. */
const transports = new Map<string, Transport>();
afterAll(async () => {
	await Promise.all([...transports.values()].map(async (transport) => await transport.close()));
});
function transportFor(settings: Pick<Question, 'caCertificates' | 'env'>): Transport {
	const key = JSON.stringify(settings);
	const transport = transports.get(key) ?? createUndiciTransport({ ...settings, lookup: loopbackLookup });
	transports.set(key, transport);
	return transport;
}

describe.each(WAYS)(`what a server shows, ${current.name}, %s`, (way) => {
	it.each(TITLED)('%s', async (_title, name, one) => {
		const { url, ...settings } = running.question(name, way);
		const transport = transportFor(settings);
		const [requests, tunnels] = [running.server(name).requests.length, running.proxy.connects.length];
		const outcome = await transport.exchange({ method: 'POST', url, headers: {}, body: '{}' }, LIMITS);
		expectVerdict(outcome, one);
		expect(running.server(name).requests.length - requests).toBe(one.failure ? 0 : 1);
		expect(running.proxy.connects.length - tunnels).toBe(way === 'through a proxy tunnel' ? 1 : 0);
	});
});

describe.skipIf(oldest.path === undefined).each(WAYS)(`what a server shows, ${oldest.name}, %s`, (way) => {
	judgedInAnotherProcess(way, oldest.path, () => ({}));
});

/** Everything around the process that could make it trust more, at once. */
describe.each([current, oldest])('what a server shows, $name, with all that could weaken it', ({ path }) => {
	describe.skipIf(path === undefined)('in its environment', () => {
		judgedInAnotherProcess('directly', path, () => weakening(compiled));

		it.each(['an unknown root that is sent', 'another host', 'TLS 1.1 at most', 'an RSA key of 1024 bits'])(
			'does make plain Node accept %s',
			async (name) => {
				const script = `
					const options = { host: '127.0.0.1', port: ${running.server(name).port}, servername: '${HOST}' };
					require('node:tls').connect(options, function () { print('connected'); this.destroy(); });
				`;
				expect((await compiled.run(script, weakening(compiled), path)).printed).toBe('connected');
			},
		);
	});
});

function judgedInAnotherProcess(
	way: Way,
	node: string | undefined,
	env: () => Readonly<Record<string, string>>,
): void {
	const outcomes = new Map<string, unknown>();
	beforeAll(async () => {
		const questions = CASES.map(([name]) => running.question(name, way));
		const { printed, stderr } = await compiled.ask(questions, env(), node);
		if (!Array.isArray(printed)) throw new Error(stderr);
		CASES.forEach(([name], index) => outcomes.set(name, printed[index]));
	});

	it.each(TITLED)('%s', (_title, name, one) => {
		expectVerdict(outcomes.get(name), one);
		if (one.failure) expect(running.server(name).requests.length).toBe(0);
	});
}

function expectVerdict(outcome: unknown, { failure }: CertificateCase): void {
	if (!failure) {
		expect(outcome).toMatchObject({ kind: 'answer', status: 200 });
		return;
	}
	const { details, ...rest } = failure;
	expect(outcome).toEqual({ kind: 'failure', ...rest, detail: expect.toBeOneOf([...details]) });
}
