import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerOk } from '../support/badServer/behaviours.ts';
import { HOST } from '../support/badServer/loopback.ts';
import { startTlsServer } from '../support/badServer/server.ts';
import { forThisFile } from '../support/lifetime.ts';
import { compileTransport } from '../support/tls/childTransport.ts';
import { createTestCa } from '../support/tls/testCa.ts';
import { testNodes } from '../support/tls/testNodes.ts';
import { weakening } from '../support/tls/weakening.ts';

const compiled = compileTransport();
/** Trusted by the credential, by the host, and by nobody. */
const custom = await startSite('Custom root');
const host = await startSite('Host root');
const stranger = await startSite('Stranger');

async function startSite(name: string) {
	const ca = await createTestCa({ name });
	const identity = await ca.issue({ dnsNames: [HOST] });
	return { ca, server: await forThisFile(startTlsServer(identity, answerOk())) };
}

const ANSWER = expect.objectContaining({ kind: 'answer', status: 200 });
const REFUSED = expect.objectContaining({
	phase: 'notSent',
	cause: 'certificate',
	detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
});

const [current, oldest] = testNodes();

describe.each([current, oldest])('the environment of $name', ({ path, major }) => {
	describe.skipIf(path === undefined)('decides', () => {
		/**
		 * What is said to the servers of custom, host and stranger: first without a certificate in the credential,
		 * then with the custom root in it.
		 */
		async function verdicts(env: Readonly<Record<string, string>>): Promise<unknown> {
			const questions = [[], [custom.ca.pem]].flatMap((caCertificates) =>
				[custom, host, stranger].map(({ server }) => ({
					url: `https://${HOST}:${server.port}/`,
					caCertificates,
					env: {},
				})),
			);
			return (await compiled.ask(questions, env, path)).printed;
		}

		it('nothing by weakening, with and without a custom certificate', async () => {
			expect(await verdicts(weakening(compiled))).toEqual([
				...[REFUSED, REFUSED, REFUSED],
				...[ANSWER, REFUSED, REFUSED],
			]);
		});

		it('by NODE_EXTRA_CA_CERTS whom to trust too, with and without a custom certificate', async () => {
			const env = { NODE_EXTRA_CA_CERTS: compiled.file('extra.pem', host.ca.pem) };
			expect(await verdicts(env)).toEqual([...[REFUSED, ANSWER, REFUSED], ...[ANSWER, ANSWER, REFUSED]]);
		});

		it('nothing by a NODE_EXTRA_CA_CERTS that cannot be read', async () => {
			expect(await verdicts({ NODE_EXTRA_CA_CERTS: '/nowhere.pem' })).toEqual([
				...[REFUSED, REFUSED, REFUSED],
				...[ANSWER, REFUSED, REFUSED],
			]);
		});

		it('not that the public roots go when a custom certificate comes', async () => {
			const script = `
				const [custom] = parseCaCertificates(${JSON.stringify(custom.ca.pem)});
				const roots = trustedRoots([custom]);
				const { rootCertificates } = require('node:tls');
				print({ custom: roots.includes(custom), missing: rootCertificates.filter((root) => !roots.includes(root)).length });
			`;
			expect((await compiled.run(script, {}, path)).printed).toEqual({ custom: true, missing: 0 });
		});

		/** Node 20 has no switch for the system's roots, and cannot say what is in a store. */
		const knowsStores = major > 20;
		describe.skipIf(!knowsStores).each([
			['NODE_USE_SYSTEM_CA=1', { NODE_USE_SYSTEM_CA: '1' }],
			['--use-system-ca', { NODE_OPTIONS: '--use-system-ca' }],
		])('by %s that the system’s roots are trusted', (_how, env) => {
			it.each([
				['SSL_CERT_FILE', (file: string) => file],
				['SSL_CERT_DIR', dirname],
			])('of %s, with and without a custom certificate', async (variable, where) => {
				const place = where(compiled.file('system.pem', host.ca.pem));
				const system = { ...env, [variable]: place };
				expect(await verdicts(system)).toEqual([...[REFUSED, ANSWER, REFUSED], ...[ANSWER, ANSWER, REFUSED]]);
			});
		});

		it('by --use-openssl-ca that OpenSSL’s roots are trusted', async () => {
			const env = {
				NODE_OPTIONS: '--use-openssl-ca',
				SSL_CERT_FILE: compiled.file('openssl.pem', host.ca.pem),
			};
			// Without knowing what is in that store, it is the bundled roots that count beside a custom certificate.
			const withCustom = [ANSWER, knowsStores ? ANSWER : REFUSED, REFUSED];
			expect(await verdicts(env)).toEqual([REFUSED, ANSWER, REFUSED, ...withCustom]);
		});
	});
});
