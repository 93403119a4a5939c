import { createServer, type Server } from 'node:https';
import { BASIC, OAUTH } from './access.ts';
import { Connections } from './connections.ts';
import { Control } from './control.ts';
import { FaultPlan } from './faults.ts';
import { Journal } from './journal.ts';
import { Pace } from './pace.ts';
import { Parking } from './parking.ts';
import { API_BASE, Pipeline, TOKEN_PATH } from './pipeline.ts';
import { receive, type Rooms } from './reception.ts';
import { Store } from './store.ts';
import { makeCertificates } from './tls.ts';
import type { Sandbox, SandboxOptions } from './types.ts';

export type { LoggedRequest, Sandbox, SandboxOptions } from './types.ts';

/** As on AWS's load balancer, so that idle connections end where they would end in real life. */
const KEEP_ALIVE_MS = 60_000;

/** Starts a look-alike of Tango's API on 127.0.0.1, with its own certificate authority. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	let certificates = options.certificates ?? (await makeCertificates());
	const identity = () => ({
		cert: certificates.chain,
		key: certificates.key,
		minVersion: 'TLSv1.2' as const,
	});
	const server = createServer({ ...identity(), noDelay: true });
	server.keepAliveTimeout = KEEP_ALIVE_MS;

	const { rooms, reset } = furnish(server, options);
	server.on('request', (request, response) => {
		// A rejection means that the client left or the sandbox was reset: nobody waits any more.
		receive(request, response, rooms).catch(() => response.destroy());
	});
	const port = await listen(server, options.port ?? 0);
	const origin = `https://localhost:${port}`;
	const { store, faults, pace, parking, journal, connections, pipeline } = rooms;
	let openedBeforeReset = 0;
	return {
		origin,
		baseUrl: `${origin}${API_BASE}`,
		tokenUrl: `${origin}${TOKEN_PATH}`,
		get caCertificate() {
			return certificates.caCertificate;
		},
		basic: BASIC,
		oauth: OAUTH,
		state: store,
		log: journal.entries,
		violations: pipeline.violations,
		faults,
		get connectionsOpened() {
			return connections.opened - openedBeforeReset;
		},
		setRateLimit: (requestsPerSecond) => pace.limit(requestsPerSecond),
		async renewCertificates() {
			certificates = await makeCertificates();
			server.setSecureContext(identity());
			connections.dropAll();
		},
		reset() {
			openedBeforeReset = connections.opened;
			reset();
		},
		async close() {
			parking.releaseAll();
			const closed = new Promise((resolve) => server.close(resolve));
			connections.dropAll();
			await closed;
		},
	};
}

/** Builds the parts of one sandbox and the way back to its first state. */
function furnish(server: Server, options: SandboxOptions): { rooms: Rooms; reset: () => void } {
	const store = new Store();
	const faults = new FaultPlan();
	const pace = new Pace();
	const parking = new Parking();
	const journal = new Journal(options.keepRequestLog ?? true, options.onRequest);
	const connections = new Connections(server);
	const pipeline = new Pipeline(store);

	const reset = () => {
		parking.releaseAll();
		store.reset();
		store.replayStatus = options.replayStatus ?? 200;
		store.tokenLifetimeSeconds = options.tokenLifetimeSeconds;
		faults.clear();
		pace.limit(options.requestsPerSecond);
		journal.entries.length = 0;
		pipeline.violations.length = 0;
	};
	reset();
	const control = new Control(store, faults, pipeline.violations, reset);
	return {
		rooms: { store, faults, pace, parking, journal, connections, pipeline, control },
		reset,
	};
}

async function listen(server: Server, port: number): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.off('error', reject);
			resolve();
		});
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the sandbox has no port');
	return address.port;
}
