import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../nodes/Tango/core/http/proxySettings.ts';
import { answerOk } from '../support/badServer/behaviours.ts';
import { startConnectProxy } from '../support/badServer/connectProxy.ts';
import { HOST } from '../support/badServer/loopback.ts';
import type { Behaviour } from '../support/badServer/server.ts';
import { openTransport, order, QUICK, serve } from '../support/badServer/site.ts';
import { forThisFile } from '../support/lifetime.ts';
import { createTestPki, GOOD } from '../support/tls/cases/certificateCase.ts';
import { daysFromNow, type ServerIdentity } from '../support/tls/testCa.ts';

const pki = await createTestPki();
const proxy = await forThisFile(startConnectProxy('tunnel'));

/** What Bango's page calls inappropriate to check: it changes at any time, and must not matter. */
const HARMLESS: Readonly<Record<string, () => Promise<ServerIdentity>>> = {
	'with another key, serial number and fingerprint': async () => await pki.intermediate.issue(GOOD),
	'with another kind of key': async () => await pki.intermediate.issue({ ...GOOD, key: 2048 }),
	'with another distinguished name': async () =>
		await pki.intermediate.issue({ ...GOOD, commonName: 'Renamed, Inc.' }),
	'with further names': async () => await pki.intermediate.issue({ dnsNames: ['new.test', HOST] }),
	'by another intermediate': async () =>
		await (await pki.root.issueCa({ name: 'New intermediate' })).issue(GOOD),
	'by a root without an intermediate': async () => await pki.root.issue(GOOD),
	'by another trusted root': async () => await pki.secondRoot.issue(GOOD),
};

const HARMFUL: Readonly<Record<string, () => Promise<ServerIdentity>>> = {
	'by one of an unknown root': async () => await pki.stranger.issue(GOOD),
	'by one for another host': async () => await pki.intermediate.issue({ dnsNames: ['other.test'] }),
	'by an expired one': async () => await pki.intermediate.issue({ ...GOOD, notAfter: daysFromNow(-0.5) }),
};

/** Answers, then ends the connection, so that the next request needs a new one. */
const answerAndClose: Behaviour = (socket, request, index) => {
	answerOk()(socket, request, index);
	socket.end();
};

/** A server whose certificate can be replaced while it runs; it resumes sessions from before, as real ones do. */
async function startReplaceable(maxVersion: tls.SecureVersion) {
	const first = await pki.intermediate.issue(GOOD);
	let current = tls.createSecureContext(first);
	const SNICallback: tls.TlsOptions['SNICallback'] = (_name, callback) => callback(null, current);
	const server = await serve(answerAndClose, { ...first, maxVersion, SNICallback });
	const replace = (identity: ServerIdentity) => {
		current = tls.createSecureContext(identity);
	};
	return { server, replace };
}

const VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const;
const WAYS: ReadonlyArray<readonly [string, () => Environment]> = [
	['directly', () => ({})],
	['through a proxy tunnel', () => ({ https_proxy: proxy.url })],
];
const EVERY_WAY = VERSIONS.flatMap((version) => WAYS.map(([way, env]) => ({ version, way, env })));

describe.each(EVERY_WAY)('a certificate replaced between two requests, $version $way', ({ version, env }) => {
	const transportOfTest = () =>
		openTransport({ caCertificates: [pki.root.pem, pki.secondRoot.pem], env: env() });

	it.each(Object.entries(HARMLESS))('is trusted when renewed %s', async (_name, renewed) => {
		const { server, replace } = await startReplaceable(version);
		const transport = transportOfTest();
		expect(await transport.exchange(order(server.port), QUICK)).toMatchObject({ status: 200 });
		replace(await renewed());
		expect(await transport.exchange(order(server.port), QUICK)).toMatchObject({ status: 200 });
		expect(server.connections).toBe(2);
	});

	it.each(Object.entries(HARMFUL))('is refused when replaced %s', async (_name, replacement) => {
		const { server, replace } = await startReplaceable(version);
		const transport = transportOfTest();
		expect(await transport.exchange(order(server.port), QUICK)).toMatchObject({ status: 200 });
		replace(await replacement());
		expect(await transport.exchange(order(server.port), QUICK)).toMatchObject({
			phase: 'notSent',
			cause: 'certificate',
		});
		expect(server.requests.length).toBe(1);
	});
});

describe.each(VERSIONS)('a certificate replaced between two requests, %s', (version) => {
	it('would be hidden by session resumption, which this server offers to others', async () => {
		const { server, replace } = await startReplaceable(version);
		const session = await sessionFrom(server.port);
		replace(await pki.stranger.issue(GOOD));
		expect(await connect(server.port, session)).toEqual({ authorized: true, resumed: true });
	});
});

/** What plain Node does, with the sessions that undici would keep by itself. */
async function connect(port: number, session?: Buffer): Promise<{ authorized: boolean; resumed: boolean }> {
	const options = { port, host: '127.0.0.1', servername: HOST, ca: [pki.root.pem], session };
	return await new Promise((resolve, reject) => {
		const socket = tls.connect(options, () => {
			resolve({ authorized: socket.authorized, resumed: socket.isSessionReused() });
			socket.destroy();
		});
		socket.on('error', reject);
	});
}

async function sessionFrom(port: number): Promise<Buffer> {
	const options = { port, host: '127.0.0.1', servername: HOST, ca: [pki.root.pem] };
	return await new Promise((resolve, reject) => {
		const socket = tls.connect(options, () => socket.write('GET / HTTP/1.1\r\n\r\n'));
		socket.resume().on('error', reject);
		socket.on('session', (session) => {
			resolve(session);
			socket.destroy();
		});
	});
}
