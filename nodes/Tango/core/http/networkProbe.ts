import dns from 'node:dns';
import { once } from 'node:events';
import net, { type LookupFunction, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import tls from 'node:tls';
import type {
	CertificateFacts,
	NameResult,
	NetworkProbe,
	ProbeResult,
	ProxyFacts,
} from '../foundation/probe';
import { readChain } from './certificateChain';
import { checkAddress, type EgressFilter, secureLookup } from './egressFilter';
import { failure, failureFrom } from './failureCause';
import { openTunnel, serverNameOf } from './proxyTunnel';
import { type Environment, goesThroughProxy, type ProxySettings, readProxySettings } from './proxySettings';
import { trustOptions } from './tlsTrust';

export interface NetworkProbeOptions {
	/** Trusted in addition to the host's roots; from parseCaCertificates. */
	readonly caCertificates: readonly string[];
	/** Where HTTPS_PROXY and NO_PROXY are read; process.env when left out. */
	readonly env?: Environment;
	/** Resolves names, as for the transport. */
	readonly lookup?: LookupFunction | undefined;
	/** Judges every address before it is reached, and resolves its name unless `lookup` is given. */
	readonly egress?: EgressFilter | undefined;
	/** For each look, in milliseconds; the transport's connect timeout when left out. */
	readonly timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 10_000;

/** Looks at the way to Tango with the trust, proxy and names of the transport, and sends nothing over it. */
export function createNetworkProbe({
	caCertificates,
	env = process.env,
	egress,
	lookup = egress && secureLookup(egress),
	timeoutMs = DEFAULT_TIMEOUT_MS,
}: NetworkProbeOptions): NetworkProbe {
	const proxySettings = readProxySettings(env);
	const trust = trustOptions(caCertificates);

	async function openSocket(url: URL, seen: Sight): Promise<Socket> {
		if (goesThroughProxy(url, proxySettings)) {
			return await openTunnel(url, new URL(proxySettings.proxy), trust, (request) => {
				seen.open = request;
			});
		}
		const address = { host: bare(url.hostname), port: Number(url.port || '443') };
		const socket = net.connect({ ...address, ...(lookup && { lookup }) });
		seen.open = socket;
		return await connected(socket, 'connect');
	}

	async function look(url: URL, seen: Sight): Promise<ProbeResult> {
		if (egress) await checkAddress(egress, url.href);
		const startedAt = performance.now();
		const socket = await openSocket(url, seen);
		const connectedAt = performance.now();
		const options = { ...trust, socket, host: bare(url.hostname), servername: serverNameOf(url) };
		const secured = tls.connect({ ...options, ALPNProtocols: ['http/1.1'] });
		seen.open = secured;
		// The one moment at which the chain can be read although Node is about to turn it down: on this event Node
		// verifies, and destroys the socket for an untrusted chain. Reading changes nothing about that.
		secured.prependListener('secure', () => {
			seen.chain = readChain(secured.getPeerCertificate(true));
		});
		await connected(secured, 'secureConnect');
		return {
			kind: 'connected',
			connectMs: Math.round(connectedAt - startedAt),
			tlsMs: Math.round(performance.now() - connectedAt),
			protocol: secured.getProtocol() ?? 'unknown',
			cipher: secured.getCipher().name,
			chain: seen.chain,
		};
	}

	return {
		proxyFor: (url) => proxyFacts(url, proxySettings),
		lookUp: async (hostname) => await resolveName(bare(hostname), lookup, timeoutMs),
		connect: async (url) => {
			const seen: Sight = { open: undefined, chain: [], timedOut: false };
			const timer = setTimeout(() => {
				seen.timedOut = true;
				seen.open?.destroy(new Error('limit'));
			}, timeoutMs);
			try {
				return await look(url, seen);
			} catch (error) {
				const limit = failure('notSent', 'connectTimeout', 'CONNECT_LIMIT');
				const problem = seen.timedOut ? limit : failureFrom(error, 'notSent');
				return { kind: 'failed', failure: problem, chain: seen.chain };
			} finally {
				clearTimeout(timer);
				seen.open?.destroy();
			}
		},
	};
}

/** What one look has found so far. */
interface Sight {
	/** The outermost of what is open, and the only one to destroy: Node 24 crashes when a TLS socket and the socket below it are destroyed together. */
	open: { destroy(error?: Error): unknown } | undefined;
	chain: readonly CertificateFacts[];
	timedOut: boolean;
}

/** Resolves at the event, rejects at the socket's error, and never leaves a later error without a listener. */
async function connected<S extends Socket>(socket: S, event: 'connect' | 'secureConnect'): Promise<S> {
	socket.on('error', () => {});
	await once(socket, event);
	return socket;
}

function proxyFacts(url: URL, settings: ProxySettings): ProxyFacts {
	const { proxy, problem } = settings;
	if (proxy === '') return { kind: 'none' };
	const goesThrough = goesThroughProxy(url, settings);
	if (problem) return goesThrough ? { kind: 'unusable', detail: problem } : { kind: 'none' };
	// Host and port only: the rest of the URL may hold a password.
	const { host, hostname } = new URL(proxy);
	return goesThrough ? { kind: 'used', address: host, hostname } : { kind: 'exempt', address: host };
}

async function resolveName(
	hostname: string,
	lookup: LookupFunction = dns.lookup,
	timeoutMs: number,
): Promise<NameResult> {
	return await new Promise((resolve) => {
		const timer = setTimeout(() => resolve(failure('notSent', 'dns', 'LOOKUP_LIMIT')), timeoutMs);
		lookup(hostname, { all: true }, (error, address) => {
			clearTimeout(timer);
			if (error) return resolve({ ...failureFrom(error, 'notSent'), cause: 'dns' });
			const found = typeof address === 'string' ? [address] : address.map((one) => one.address);
			resolve({ kind: 'addresses', addresses: found });
		});
	});
}

/** URLs write IPv6 addresses in brackets, sockets do not. */
function bare(hostname: string): string {
	return hostname.replace(/^\[|\]$/g, '');
}
