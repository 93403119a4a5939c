import { createHash, randomBytes } from 'node:crypto';
import { createTokenManager } from './auth/tokenManager';
import { systemClock } from './clock';
import type { CheckRow } from './check/row';
import type { ConnectionSettings } from './connection';
import { checkConnection as checkConnectionWith, type CheckOptions } from './connectionCheck';
import type { EgressFilter } from './http/egress';
import { createNetworkProbe } from './http/networkProbe';
import { createUndiciTransport } from './http/undiciTransport';
import { createRetryBudgets } from './retry/budget';
import { createTango, type Tango, type TangoDeps } from './tango';

/* The core's only door: whatever is not named here is nobody's business outside. */
export type { Audit, AuditEntry } from './audit';
export type { CallOptions } from './client';
export type { CheckRow } from './check/row';
export { readAddresses, type ConnectionSettings } from './connection';
export { ENDPOINTS } from './endpoints';
export {
	invalidCredentialsField,
	invalidInput,
	isTangoError,
	TangoError,
	toTangoError,
	type TangoErrorCode,
	type TangoErrorFacts,
} from './errors';
export type { EgressFilter } from './http/egress';
export { describeXffProblem, normaliseForwardedFor } from './forwarded/xff';
export { createReferenceId } from './idempotency/referenceId';
export { amountProblem } from './amount';
export { ENDLESS_LIST } from './list';
export type { CatalogEntry } from './catalog';
export type { DepositBody, Movement, TransferBody } from './fund';
export { differencesOf } from './idempotency/replayCheck';
export type { OrderBody, PlacedOrder } from './placeOrder';
export { quote, type Quote } from './quote';
export type { Brand, Reward } from './schemas/catalog';
export { readDeposit, readTransfer, type Deposit, type Transfer } from './schemas/fund';
export { readOrder, type Order } from './schemas/order';
export {
	readAccountBalance,
	readExchangeRates,
	type AccountBalance,
	type ExchangeRate,
} from './schemas/money';
export { readRecord, type JsonRecord } from './schemas/page';
export type { Tango } from './tango';
export { oneLine } from './words';

const deps: Omit<TangoDeps, 'createTransport'> = {
	clock: systemClock,
	random: Math.random,
	tokenManager: createTokenManager({ clock: systemClock, random: Math.random }),
	budgetFor: createRetryBudgets(),
};

/**
 * Connections that are kept with their sockets, tokens and catalog; idle sockets close by themselves. Each egress
 * filter has its own, so that nobody gets a connection that another filter let through; n8n has one filter.
 */
const MAX_CONNECTIONS = 50;
const connections = new WeakMap<object, Map<string, Tango>>();
/** Stands for the filter where n8n has none. */
const NO_FILTER = {};
/** Makes the cache keys useless to whoever sees one. */
const salt = randomBytes(32);

/**
 * The connection for these settings: the same object for the same settings, so that sockets, token and
 * catalog outlive one execution; an edited credential is another connection. Throws INVALID_CREDENTIALS_FIELD.
 *
 * @param egress judges every address before it is reached
 */
export function openTango(settings: ConnectionSettings, egress?: EgressFilter): Tango {
	const key = createHash('sha256').update(salt).update(JSON.stringify(settings)).digest('hex');
	const kept = connections.get(egress ?? NO_FILTER) ?? new Map<string, Tango>();
	connections.set(egress ?? NO_FILTER, kept);
	const createTransport = transportBehind(egress);
	const tango = kept.get(key) ?? createTango(settings, { ...deps, createTransport });
	// A Map keeps the order of insertion: the first key is the one that was not asked for longest.
	kept.delete(key);
	kept.set(key, tango);
	const [oldest] = kept.keys();
	if (kept.size > MAX_CONNECTIONS && oldest !== undefined) kept.delete(oldest);
	return tango;
}

function transportBehind(egress: EgressFilter | undefined): TangoDeps['createTransport'] {
	return (caCertificates) => createUndiciTransport({ caCertificates, egress });
}

/** Looks at everything between this machine and Tango; see core/connectionCheck.ts. */
export async function checkConnection(
	settings: ConnectionSettings,
	options: CheckOptions,
	egress?: EgressFilter,
): Promise<CheckRow[]> {
	return await checkConnectionWith(settings, options, {
		...deps,
		createTransport: transportBehind(egress),
		createProbe: (caCertificates) => createNetworkProbe({ caCertificates, egress }),
	});
}
