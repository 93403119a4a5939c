import { createHash, randomBytes } from 'node:crypto';
import { createTokenManager } from '../auth/tokenManager';
import { MAX_CATALOGS, type LoadedCatalog } from '../catalog/catalog';
import { systemClock } from '../foundation/clock';
import { createShelf, type Shelf } from '../foundation/kept';
import type { NetworkProbe } from '../foundation/probe';
import type { EgressFilter } from '../http/egressFilter';
import type { SharedPace } from '../limit/sharedPace';
import { createNetworkProbe } from '../http/networkProbe';
import { createUndiciTransport } from '../http/undiciTransport';
import { createReissueDoubts } from '../lineItems/reissueDoubts';
import { createRetryBudgets } from '../retry/budget';
import type { ConnectionSettings } from './settings';
import { createTango, type Tango, type TangoDeps } from './tango';

/* The state of this process, and the wiring of the core with the real clock, network and chance. */

const shared = {
	clock: systemClock,
	random: Math.random,
	tokenManager: createTokenManager({ clock: systemClock, random: Math.random }),
	budgetFor: createRetryBudgets(),
	reissueDoubts: createReissueDoubts(systemClock),
};

export interface ProcessDeps extends TangoDeps {
	readonly createProbe: (caCertificates: readonly string[]) => NetworkProbe;
}

/** What n8n's side brings along. */
export interface Surroundings {
	/** Judges every address before it is reached. */
	readonly egress?: EgressFilter | undefined;
	/** Where the slots come from; left out, the pace is this process's alone. */
	readonly sharedPace?: SharedPace | undefined;
}

export function processDeps({ egress, sharedPace }: Surroundings): ProcessDeps {
	return {
		...shared,
		sharedPace,
		createTransport: (caCertificates) => createUndiciTransport({ caCertificates, egress }),
		createProbe: (caCertificates) => createNetworkProbe({ caCertificates, egress }),
	};
}

/** Connections that are kept with their sockets and tokens; idle sockets close by themselves. */
const MAX_CONNECTIONS = 50;

interface Room {
	readonly connections: Map<string, Tango>;
	readonly catalogs: Shelf<LoadedCatalog>;
}

/**
 * Each egress filter has a room of its own, so that nobody gets a connection, or what came over it, that another filter
 * let through; n8n has one filter.
 */
const rooms = new WeakMap<object, Room>();
/** Stands for the filter where n8n has none. */
const NO_FILTER = {};
/** Makes the cache keys useless to whoever sees one. */
const salt = randomBytes(32);

/**
 * The connection for these settings: the same object for the same settings, so that sockets and token outlive one
 * execution; an edited credential is another connection, with the same catalog. Throws INVALID_CREDENTIALS_FIELD.
 */
export function openTango(settings: ConnectionSettings, surroundings: Surroundings = {}): Tango {
	const key = createHash('sha256').update(salt).update(JSON.stringify(settings)).digest('hex');
	const { connections: kept, catalogs } = roomOf(surroundings.egress ?? NO_FILTER);
	const tango = kept.get(key) ?? createTango(settings, { ...processDeps(surroundings), catalogs });
	// A Map keeps the order of insertion: the first key is the one that was not asked for longest.
	kept.delete(key);
	kept.set(key, tango);
	const [oldest] = kept.keys();
	if (kept.size > MAX_CONNECTIONS && oldest !== undefined) kept.delete(oldest);
	return tango;
}

function roomOf(filter: object): Room {
	const room = rooms.get(filter) ?? {
		connections: new Map<string, Tango>(),
		catalogs: createShelf<LoadedCatalog>(systemClock, MAX_CATALOGS),
	};
	rooms.set(filter, room);
	return room;
}
