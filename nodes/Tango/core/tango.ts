import { createBasicAuthorizer } from './auth/basicAuthorizer';
import type { Authorizer, UsedCredential } from './auth/authorizer';
import { createOAuthAuthorizer } from './auth/oauthAuthorizer';
import { tokenError } from './auth/tokenError';
import type { TokenManager, TokenSource } from './auth/tokenManager';
import { createCatalog, type Catalog } from './catalog';
import { createClient, type CallOptions, type Client } from './client';
import type { Clock, Random } from './clock';
import { readAddresses, type ConnectionSettings } from './connection';
import { invalidCredentialsField, TangoError } from './errors';
import { findOrder, lookUpOrder, type FoundOrder, type OrderKey } from './findOrder';
import { describeXffProblem, normaliseForwardedFor } from './forwarded/xff';
import { parseCaCertificates } from './http/caCertificates';
import { rateLimiterFor } from './limit/registry';
import { list, type ListEndpoint } from './list';
import { placeOrder, type OrderBody, type PlacedOrder } from './placeOrder';
import { createRedactor } from './redact';
import type { TangoRequest } from './request';
import type { RetryBudget } from './retry/budget';
import type { Order } from './schemas/order';
import type { JsonRecord } from './schemas/page';
import type { Transport } from './transport';

/** Everything a node may ask of Tango over one connection. */
export interface Tango extends Client {
	/** The credential's normalised X-Forwarded-For; undefined sends no such header. */
	readonly forwardedFor: string | undefined;
	readonly catalog: Catalog;
	list(
		endpoint: ListEndpoint,
		request: TangoRequest,
		limit: number,
		call: CallOptions,
	): Promise<JsonRecord[]>;
	placeOrder(body: OrderBody, call: CallOptions): Promise<PlacedOrder>;
	/** The order with this reference as Tango lists it, or undefined. */
	lookUpOrder(key: OrderKey, call: CallOptions): Promise<Order | undefined>;
	/** The same with all that Tango knows about the order, the reward included. */
	findOrder(key: OrderKey, call: CallOptions): Promise<FoundOrder | undefined>;
	/**
	 * A bearer token for somebody else's requests (n8n's HTTP Request node), from the same cache as our own;
	 * `refused` is the one that Tango just answered with 401. Absent with Basic. Throws TangoError.
	 */
	readonly accessToken: ((refused: string | undefined) => Promise<string>) | undefined;
	/** Which key or token Tango accepted last; undefined before the first answer. */
	lastAccepted(): UsedCredential | undefined;
}

/** What is shared by all connections of the process, and what tests replace. */
export interface TangoDeps {
	readonly clock: Clock;
	readonly random: Random;
	readonly tokenManager: TokenManager;
	readonly budgetFor: (platform: string) => RetryBudget;
	readonly createTransport: (caCertificates: readonly string[]) => Transport;
}

/** Checks every field of the connection and builds it. Sends nothing. Throws INVALID_CREDENTIALS_FIELD. */
export function createTango(settings: ConnectionSettings, deps: TangoDeps): Tango {
	const addresses = readAddresses(settings);
	const forwardedFor = readForwardedFor(settings.forwardedFor);
	const caCertificates = parseCaCertificates(settings.caCertificates);
	const transport = deps.createTransport(caCertificates);
	const connection = caCertificates.join('\n');
	const { authorizer, accessToken } = credentialOf(
		settings,
		{ transport, connection, tokenUrl: addresses.tokenUrl },
		deps,
	);
	// Tango's limit is the platform's, so all credentials of one platform share a pace.
	const platform = `${addresses.baseUrl} ${platformOf(settings)}`;
	const { clock, random } = deps;
	const client = createClient({
		baseUrl: addresses.baseUrl,
		transport,
		authorizer,
		limiter: rateLimiterFor(platform, { requestsPerSecond: settings.requestsPerSecond, clock }),
		budget: deps.budgetFor(platform),
		clock,
		random,
		redact: createRedactor(secretsOf(settings)),
	});
	return {
		...client,
		forwardedFor,
		catalog: createCatalog(client, clock),
		list: async (endpoint, request, limit, call) => await list(client, endpoint, request, limit, call),
		placeOrder: async (body, call) => await placeOrder(client, body, call),
		lookUpOrder: async (key, call) => await lookUpOrder(client, key, call),
		findOrder: async (key, call) => await findOrder(client, key, call),
		lastAccepted: () => authorizer.lastAccepted(),
		accessToken,
	};
}

interface Credential {
	readonly authorizer: Authorizer;
	readonly accessToken: Tango['accessToken'];
}

function credentialOf(
	{ auth }: ConnectionSettings,
	{ tokenUrl = '', ...route }: Omit<TokenSource, 'grant'> & { readonly tokenUrl: string | undefined },
	{ tokenManager, clock }: TangoDeps,
): Credential {
	if (auth.kind === 'basic') return { authorizer: createBasicAuthorizer(auth), accessToken: undefined };
	const source = { grant: { ...auth, tokenUrl }, ...route };
	return {
		authorizer: createOAuthAuthorizer(source, { manager: tokenManager, clock }),
		accessToken: async (refused) => await accessTokenFrom(source, refused, tokenManager),
	};
}

async function accessTokenFrom(
	source: TokenSource,
	refused: string | undefined,
	manager: TokenManager,
): Promise<string> {
	let outcome = await manager.getToken(source);
	if (outcome.kind === 'token' && outcome.token.accessToken.reveal() === refused) {
		manager.invalidate(source, outcome.token);
		outcome = await manager.getToken(source);
	}
	if (outcome.kind === 'token') return outcome.token.accessToken.reveal();
	throw outcome.kind === 'cancelled' ? new TangoError('CANCELLED') : tokenError(outcome);
}

function secretsOf({ auth }: ConnectionSettings): string[] {
	return auth.kind === 'basic' ? [auth.apiKey, auth.secondaryApiKey] : [auth.clientSecret, auth.password];
}

function platformOf({ auth }: ConnectionSettings): string {
	return auth.kind === 'basic' ? auth.platformName : auth.clientId;
}

function readForwardedFor(text: string): string | undefined {
	const result = normaliseForwardedFor(text);
	if (result.ok) return result.value;
	throw invalidCredentialsField('forwardedFor', describeXffProblem(result.code));
}
