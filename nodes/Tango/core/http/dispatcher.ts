import type { LookupFunction } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import { LARGEST_ANSWER_BYTES } from '../foundation/transport';
import { tunnelBroken, tunnelRefused } from './failureCause';
import { OpenSockets } from './openSockets';
import type { ProxySettings } from './proxySettings';
import type { TrustOptions } from './tlsTrust';
import { skipContinue } from './unaskedContinue';

export interface DispatcherOptions {
	readonly trust: TrustOptions;
	readonly proxySettings: ProxySettings;
	/** Resolves the target's name; not used for a proxy, and behind a proxy the proxy resolves. */
	readonly lookup?: LookupFunction | undefined;
}

/** The connections of one Tango connection, with no other life than from here to `destroy`. */
export interface Connections {
	readonly dispatcher: Dispatcher;
	/** Ends every socket, those still connecting included, and resolves when all are gone. */
	destroy(): Promise<void>;
}

/* undici's own limits only catch what ours should have ended long ago. */
const SIZE_BACKSTOP_BYTES = 2 * LARGEST_ANSWER_BYTES;
const CONNECT_BACKSTOP_MS = 120_000;
const ANSWER_BACKSTOP_MS = 600_000;

/** Below the 60 s after which an AWS load balancer drops idle connections; it sends no hint of its own. */
const KEEP_ALIVE_MS = 4_000;
/** What a proxy's hint may stretch it to. */
const KEEP_ALIVE_MAX_MS = 10_000;

const TUNNEL_ESTABLISHED = 200;

const CLIENT_OPTIONS = {
	// A pipelined follower may be sent again by undici on its own, and HTTP/2 streams too: one at a time instead.
	pipelining: 1,
	allowH2: false,
	keepAliveTimeout: KEEP_ALIVE_MS,
	keepAliveMaxTimeout: KEEP_ALIVE_MAX_MS,
	headersTimeout: ANSWER_BACKSTOP_MS,
	bodyTimeout: ANSWER_BACKSTOP_MS,
	maxResponseSize: SIZE_BACKSTOP_BYTES,
} as const;

export function buildConnections({ trust, proxySettings, lookup }: DispatcherOptions): Connections {
	const sockets = new OpenSockets();
	const tlsOptions = {
		...trust,
		// A resumed session shows no certificate: one that expired or was replaced meanwhile would go unseen.
		maxCachedSessions: 0,
		timeout: CONNECT_BACKSTOP_MS,
	};

	const dispatcher = new EnvHttpProxyAgent({
		...CLIENT_OPTIONS,
		connections: null, // the caller bounds concurrency; a queue in here would escape its timers
		// Empty, not undefined: undici would look into process.env again.
		httpProxy: '',
		httpsProxy: proxySettings.problem ? '' : proxySettings.proxy,
		noProxy: proxySettings.noProxy,
		// ProxyAgent ignores `connect` and takes these two instead; all three have to say the same.
		connect: buildConnector({ allowH2: CLIENT_OPTIONS.allowH2, ...tlsOptions, ...(lookup && { lookup }) }),
		requestTls: tlsOptions,
		proxyTls: tlsOptions,
		// Directly or through a tunnel: what connects to Tango ends up here.
		factory: (origin, options) =>
			new Pool(
				origin,
				withConnector(options, (connect) => sockets.track(tolerant(connect))),
			),
		clientFactory: (proxyOrigin, options) =>
			new TunnelPool(proxyOrigin, {
				...CLIENT_OPTIONS,
				headersTimeout: CONNECT_BACKSTOP_MS,
				...withConnector(options, (connect) => sockets.track(connect)),
			}),
	});

	return {
		dispatcher,
		destroy: async () => {
			const ended = dispatcher.destroy();
			// Between an open tunnel and its TLS socket are some microtasks, and nobody could end the two in order.
			await nextTurn();
			await sockets.destroy();
			await ended;
		},
	};
}

/** Options of a pool, with its connector wrapped. */
function withConnector(
	options: object,
	wrap: (connect: buildConnector.connector) => buildConnector.connector,
): object {
	const connect = 'connect' in options ? options.connect : undefined;
	return isConnector(connect) ? { ...options, connect: wrap(connect) } : options;
}

/** Its connections bear what undici alone does not. */
function tolerant(connect: buildConnector.connector): buildConnector.connector {
	return (target, callback) =>
		connect(target, (...connected) => {
			if (connected[1]) skipContinue(connected[1]);
			callback(...connected);
		});
}

function isConnector(value: unknown): value is buildConnector.connector {
	return typeof value === 'function';
}

/** The hop to the proxy: every failure of it becomes a TunnelError, which ends the exchange instead of a new try. */
class TunnelPool extends Pool {
	override connect(options: TunnelOptions): Promise<Dispatcher.ConnectData>;
	override connect(options: TunnelOptions, callback: TunnelCallback): void;
	override connect(
		options: TunnelOptions,
		callback?: TunnelCallback,
	): Promise<Dispatcher.ConnectData> | void {
		if (callback) return super.connect(options, callback);
		return this.#openTunnel(options);
	}

	async #openTunnel(options: TunnelOptions): Promise<Dispatcher.ConnectData> {
		const tunnel = await super
			.connect(options)
			.catch((error: unknown) => Promise.reject(tunnelBroken(error)));
		if (tunnel.statusCode === TUNNEL_ESTABLISHED) return tunnel;
		tunnel.socket.on('error', () => {}).destroy();
		throw tunnelRefused(tunnel.statusCode);
	}
}

type TunnelOptions = Omit<Dispatcher.ConnectOptions, 'origin'>;
type TunnelCallback = (err: Error | null, data: Dispatcher.ConnectData) => void;
