import { createHash, randomBytes } from 'node:crypto';
import { createTokenManager } from './auth/tokenManager';
import { systemClock } from './clock';
import type { CheckRow } from './check/row';
import type { ConnectionSettings } from './connection';
import { checkConnection as checkConnectionWith, type CheckOptions } from './connectionCheck';
import { createNetworkProbe } from './http/networkProbe';
import { createUndiciTransport } from './http/undiciTransport';
import { createRetryBudgets } from './retry/budget';
import { createTango, type Tango, type TangoDeps } from './tango';

/* The core's only door: whatever is not named here is nobody's business outside. */
export type { Audit, AuditEntry } from './audit';
export type { CallOptions } from './client';
export type { CheckRow } from './check/row';
export type { ConnectionSettings } from './connection';
export { ENDPOINTS } from './endpoints';
export {
	invalidCredentialsField,
	invalidInput,
	isTangoError,
	TangoError,
	type TangoErrorCode,
	type TangoErrorFacts,
} from './errors';
export { describeXffProblem, normaliseForwardedFor } from './forwarded/xff';
export { createReferenceId } from './idempotency/referenceId';
export { amountProblem } from './amount';
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

const deps: TangoDeps = {
	clock: systemClock,
	random: Math.random,
	tokenManager: createTokenManager({ clock: systemClock, random: Math.random }),
	budgetFor: createRetryBudgets(),
	createTransport: (caCertificates) => createUndiciTransport({ caCertificates }),
};

/** Connections that are kept with their sockets, tokens and catalog; idle sockets close by themselves. */
const MAX_CONNECTIONS = 50;
const connections = new Map<string, Tango>();
/** Makes the cache keys useless to whoever sees one. */
const salt = randomBytes(32);

/**
 * The connection for these settings: the same object for the same settings, so that sockets, token and
 * catalog outlive one execution; an edited credential is another connection. Throws INVALID_CREDENTIALS_FIELD.
 */
export function openTango(settings: ConnectionSettings): Tango {
	const key = createHash('sha256').update(salt).update(JSON.stringify(settings)).digest('hex');
	const tango = connections.get(key) ?? createTango(settings, deps);
	// A Map keeps the order of insertion: the first key is the one that was not asked for longest.
	connections.delete(key);
	connections.set(key, tango);
	const [oldest] = connections.keys();
	if (connections.size > MAX_CONNECTIONS && oldest !== undefined) connections.delete(oldest);
	return tango;
}

/** Looks at everything between this machine and Tango; see core/connectionCheck.ts. */
export async function checkConnection(
	settings: ConnectionSettings,
	options: CheckOptions,
): Promise<CheckRow[]> {
	const createProbe = (caCertificates: readonly string[]) => createNetworkProbe({ caCertificates });
	return await checkConnectionWith(settings, options, { ...deps, createProbe });
}
