import type { IncomingHttpHeaders } from 'node:http';
import type { BasicCredentials, OAuthCredentials } from './access.ts';
import type { FaultKind, FaultPlan } from './faults.ts';
import type { Store } from './store.ts';
import type { Certificates } from './tls.ts';

/** Settings of one sandbox; everything has a default that suits a test. */
export interface SandboxOptions {
	/** 0 (default) lets the system pick a free port. */
	port?: number;
	/** undefined or 0: no rate limit; 1: like Tango. */
	requestsPerSecond?: number;
	/** Default: 86,400 s, or 300 s for the five-minute audience. May be a fraction in tests. */
	tokenLifetimeSeconds?: number;
	/** Default true; switch off for benchmarks. */
	keepRequestLog?: boolean;
	/** Status for a repeated externalRefID. Tango answers 200 today and answered 201 in the past. */
	replayStatus?: 200 | 201;
	/** Called once per finished request, also when no log is kept. */
	onRequest?: (request: LoggedRequest) => void;
	/** Those of an earlier sandbox, so that clients trust the next one on its port; default: new ones. */
	certificates?: Certificates;
}

/** A running sandbox. */
export interface Sandbox {
	/** `https://localhost:PORT`; it listens on 127.0.0.1 only. */
	readonly origin: string;
	readonly baseUrl: string;
	readonly tokenUrl: string;
	/** PEM of the root that signed the server; made at start unless given, kept in memory. */
	readonly caCertificate: string;
	readonly basic: BasicCredentials;
	readonly oauth: OAuthCredentials;
	readonly state: Store;
	readonly log: readonly LoggedRequest[];
	/** TLS connections since the start or the last reset. */
	readonly connectionsOpened: number;
	/** Every way in which a request broke the API facts, in words. */
	readonly violations: readonly string[];
	readonly faults: FaultPlan;
	setRateLimit(requestsPerSecond: number | undefined): void;
	/** From now on the server's certificate is of another root; connections end. */
	renewCertificates(): Promise<void>;
	/** Back to the seed data: orders, log, faults and switches are emptied; port and CA stay. */
	reset(): void;
	/** Drops every connection and timer, then resolves. */
	close(): Promise<void>;
}

/** One request as the server saw it. */
export interface LoggedRequest {
	/** Arrival in ms on the monotonic clock (`performance.now()`), so that differences are exact. */
	readonly at: number;
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, string | readonly string[]>>;
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
	/** externalRefID of an order, deposit or transfer. */
	readonly reference: string | undefined;
	/** Number of the TLS connection, counted from 1. */
	readonly connection: number;
	readonly requestId: string;
	readonly fault: FaultKind | undefined;
	/** The status sent; undefined when no status line went out. */
	readonly status: number | undefined;
	/** The text that was answered, before any fault struck it; undefined where a fault came first. */
	readonly answer: string | undefined;
	/** True when this very request did what it asked for: an order, a deposit, a transfer, an unregistering. */
	readonly executed: boolean;
}
