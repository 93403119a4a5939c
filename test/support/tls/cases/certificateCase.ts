import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import type { Failure } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import { HOST } from '../../badServer/loopback.ts';
import { createTestCa, type LeafOptions, type ServerIdentity, type TestCa } from '../testCa.ts';

export const GOOD: LeafOptions = { dnsNames: [HOST] };
/** For servers that speak what nobody should. */
export const LEGACY = { ciphers: 'DEFAULT@SECLEVEL=0', minVersion: 'TLSv1' } as const;

/** One server, and how it is to be judged. */
export interface CertificateCase {
	readonly show: (pki: TestPki) => Promise<Shown>;
	/** The host asked for, where it is not HOST. */
	readonly host?: string;
	/** Absent: the server is to be trusted. */
	readonly failure?: ExpectedFailure;
}

export type CertificateCases = Readonly<Record<string, CertificateCase>>;

export interface Shown {
	/** Options of the TLS server; a function speaks no TLS. */
	readonly server: TlsOptions | ((socket: Socket) => void);
	/** Custom CA certificates, where they are not the usual three roots. */
	readonly trust?: readonly string[];
}

export interface ExpectedFailure extends Pick<Failure, 'phase' | 'cause'> {
	/** OpenSSL 3.0 of Node 20 and OpenSSL 3.5 of Node 24 call some things differently. */
	readonly details: readonly string[];
}

/** What the cases have in common, made once. */
export interface TestPki {
	readonly root: TestCa;
	readonly rsaRoot: TestCa;
	readonly secondRoot: TestCa;
	/** Below `root`; may sign leaves only. */
	readonly intermediate: TestCa;
	/** A root that nobody trusts. */
	readonly stranger: TestCa;
	/** For HOST, with an RSA key, which old protocols need. */
	readonly rsaLeaf: ServerIdentity;
}

export async function createTestPki(): Promise<TestPki> {
	const [root, rsaRoot, secondRoot, stranger] = await Promise.all([
		createTestCa(),
		createTestCa({ name: 'RSA root', rsaBits: 2048 }),
		createTestCa({ name: 'Second root' }),
		createTestCa({ name: 'Stranger' }),
	]);
	const intermediate = await root.issueCa({ pathLength: 0 });
	const rsaLeaf = await rsaRoot.issue({ ...GOOD, key: 2048 });
	return { root, rsaRoot, secondRoot, intermediate, stranger, rsaLeaf };
}

/** Shows a leaf of the test root. */
export const leaf =
	(options: LeafOptions): CertificateCase['show'] =>
	async ({ root }) => ({ server: await root.issue(options) });

/** The certificates of a chain, the leaf first. */
export const certificatesOf = (chain: string) =>
	chain.split(/(?<=-----END CERTIFICATE-----\n)/).filter(Boolean);

export const untrusted = (detail: string): ExpectedFailure => ({
	phase: 'notSent',
	cause: 'certificate',
	details: [detail],
});

export const noTls = (...details: readonly string[]): ExpectedFailure => ({
	phase: 'notSent',
	cause: 'tlsProtocol',
	details,
});
