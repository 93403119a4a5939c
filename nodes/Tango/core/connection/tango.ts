import { createHash } from 'node:crypto';
import { createGetAccessToken, type GetAccessToken } from '../auth/accessToken';
import { createBasicAuthorizer } from '../auth/basicAuthorizer';
import type { Authorizer, UsedCredential } from '../auth/authorizer';
import { createOAuthAuthorizer } from '../auth/oauthAuthorizer';
import type { TokenManager, TokenSource } from '../auth/tokenManager';
import { createBulkOrders, type BulkOrders } from '../bulk/bulkOrders';
import { createCatalog, MAX_CHOICE_CATALOGS, type Catalog, type LoadedCatalog } from '../catalog/catalog';
import { createClient } from '../call/call';
import type { CallOptions, Client } from '../call/client';
import type { Clock, Random } from '../foundation/clock';
import { platformOf, readAddresses, type ConnectionSettings } from './settings';
import { invalidCredentialsField, TangoError } from '../foundation/errors';
import { findOrder, lookUpOrder, type FoundOrder, type OrderKey } from '../orders/findOrder';
import { describeXffProblem, normaliseForwardedFor } from '../forwarded/xff';
import { deposit, transfer, type DepositBody, type Movement, type TransferBody } from '../funds/moveMoney';
import { caCertificateWarnings, parseCaCertificates } from '../http/caCertificates';
import { checkRates } from '../limit/rates';
import type { SharedPace, SharedPaceState } from '../limit/sharedPace';
import { rateLimiterFor } from '../limit/registry';
import { createKept, createShelf, type Shelf } from '../foundation/kept';
import { createDirectory, type Directory } from '../directory/directory';
import { list, type ListEndpoint } from '../call/list';
import { createLineItems, type LineItems } from '../lineItems/lineItems';
import { createReissueDoubts, type ReissueDoubts } from '../lineItems/reissueDoubts';
import { createRecentLists, type RecentList } from '../call/recentLists';
import { orderNumber, type OrderChoice } from '../orders/orderNumber';
import { listOrders, type OrderFilters } from '../orders/listOrders';
import { createAccounts, type Accounts } from '../money/accounts';
import { placeOrder, type OrderBody, type PlacedOrder } from '../orders/placeOrder';
import { redactQuotes } from '../orders/differences';
import type { TangoRequest } from '../call/request';
import type { RetryBudget } from '../retry/budget';
import type { Deposit, Transfer } from '../api/fund';
import type { Order } from '../api/order';
import type { JsonRecord } from '../api/page';
import type { Transport } from '../foundation/transport';

/** Everything a node may ask of Tango over one connection. */
export interface Tango extends Client {
	/** The credential's normalised X-Forwarded-For; undefined sends no such header. */
	readonly forwardedFor: string | undefined;
	readonly catalog: Catalog;
	readonly directory: Directory;
	/** The day in UTC: 2026-11-25. */
	today(): string;
	readonly accounts: Accounts;
	list(
		endpoint: ListEndpoint,
		request: TangoRequest,
		limit: number,
		call: CallOptions,
	): Promise<JsonRecord[]>;
	/** A list of the last minute, for the editor. */
	readonly recentList: RecentList;
	/** The orders that the filters fit, beyond the 10,000 of one list of Tango's, too. */
	listOrders(query: OrderFilters, limit: number, call: CallOptions): Promise<JsonRecord[]>;
	placeOrder(body: OrderBody, call: CallOptions): Promise<PlacedOrder>;
	/** The order with this reference as Tango lists it, or undefined. */
	lookUpOrder(key: OrderKey, call: CallOptions): Promise<Order | undefined>;
	/** The same with all that Tango knows about the order, the reward included. */
	findOrder(key: OrderKey, call: CallOptions): Promise<FoundOrder | undefined>;
	/** Tango's number of an order that was chosen by it, or by a reference. */
	orderNumber(choice: OrderChoice, call: CallOptions): Promise<string>;
	readonly bulk: BulkOrders;
	readonly lineItems: LineItems;
	/** Pays from a credit card into an account, once per reference. */
	deposit(body: DepositBody, call: CallOptions): Promise<Movement<Deposit>>;
	/** Moves money between two accounts, once per reference. */
	transfer(body: TransferBody, call: CallOptions): Promise<Movement<Transfer>>;
	/** Gets what requests prove with who sends them, a token where one is needed. Throws TangoError. */
	authorize(call: CallOptions): Promise<void>;
	/** Absent with Basic. */
	readonly accessToken: GetAccessToken | undefined;
	/** Which key or token Tango accepted last; undefined before the first answer. */
	lastAccepted(): UsedCredential | undefined;
	/** How the pace is shared, as it was last seen and as it is now. */
	readonly sharedPace: { state(): SharedPaceState; look(): Promise<SharedPaceState> };
	/** What is odd about the credential's CA certificates today, such as "certificate 2 expired on 2026-01-02". */
	caCertificateWarnings(): readonly string[];
}

/** What is shared by all connections of the process, and what tests replace. */
export interface TangoDeps {
	readonly clock: Clock;
	readonly random: Random;
	readonly tokenManager: TokenManager;
	readonly budgetFor: (platform: string) => RetryBudget;
	readonly createTransport: (caCertificates: readonly string[]) => Transport;
	/** Left out, the pace is this process's alone. */
	readonly sharedPace?: SharedPace | undefined;
	/** The catalogs of all platforms; left out, the connection keeps one of its own. */
	readonly catalogs?: Shelf<LoadedCatalog>;
	/** The same of reissues that may have been carried out. */
	readonly reissueDoubts?: ReissueDoubts;
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
	const { requestsPerSecond, readsPerSecond } = settings;
	checkRates({ requestsPerSecond, readsPerSecond });
	const platform = `${addresses.baseUrl} ${platformOf(settings)}`;
	const { clock, random, sharedPace = ALONE } = deps;
	const hash = createHash('sha256').update(`n8n-nodes-tango ${platform}`).digest('hex');
	const slots = sharedPace.slotsOf(hash);
	const client = createClient({
		baseUrl: addresses.baseUrl,
		transport,
		authorizer,
		// By each call: a kept connection brings its rates along whenever it is used.
		enter: (isRead) =>
			rateLimiterFor(platform, clock).enter({ requestsPerSecond, readsPerSecond, isRead, slots }),
		budget: deps.budgetFor(platform),
		clock,
		random,
	});
	const catalog = createCatalog(
		client,
		deps.catalogs?.at(platform) ?? createKept(clock),
		createShelf(clock, MAX_CHOICE_CATALOGS),
	);
	return {
		...client,
		forwardedFor,
		catalog,
		lineItems: createLineItems({
			client,
			catalog,
			clock,
			doubts: deps.reissueDoubts ?? createReissueDoubts(clock),
		}),
		recentList: createRecentLists(client, clock),
		directory: createDirectory(client, clock),
		accounts: createAccounts(client, clock),
		today: () => new Date(clock.unix()).toISOString().slice(0, 10),
		list: async (endpoint, request, limit, call) => await list(client, endpoint, request, limit, call),
		listOrders: async (query, limit, call) => await listOrders({ client, clock, call }, query, limit),
		placeOrder: async (body, call) =>
			await placeOrder(client, body, call).catch((error: unknown) => {
				throw redactQuotes(error, authorizer.redact);
			}),
		lookUpOrder: async (key, call) => await lookUpOrder(client, key, call),
		findOrder: async (key, call) => await findOrder(client, key, call),
		orderNumber: async (choice, call) => await orderNumber(client, choice, call),
		bulk: createBulkOrders(client, (text) => authorizer.redact(text)),
		deposit: async (body, call) => await deposit(client, body, call),
		transfer: async (body, call) => await transfer(client, body, call),
		authorize: async ({ signal, audit }) => {
			const request = { method: 'GET', url: addresses.baseUrl } as const;
			const authorization = await authorizer.begin(audit).authorization(request, signal);
			if (authorization.kind === 'cancelled') throw new TangoError('CANCELLED');
			if (authorization.kind === 'error') throw authorization.error;
		},
		lastAccepted: () => authorizer.lastAccepted(),
		sharedPace: { state: () => sharedPace.state(), look: async () => await sharedPace.look(hash) },
		caCertificateWarnings: () => caCertificateWarnings(caCertificates, clock.unix()),
		accessToken,
	};
}

const ALONE: SharedPace = {
	slotsOf: () => undefined,
	state: () => ({ kind: 'alone', because: 'off' }),
	look: async () => ({ kind: 'alone', because: 'off' }),
};

interface Credential {
	readonly authorizer: Authorizer;
	readonly accessToken: GetAccessToken | undefined;
}

function credentialOf(
	{ auth }: ConnectionSettings,
	{ tokenUrl = '', ...route }: Omit<TokenSource, 'grant'> & { readonly tokenUrl: string | undefined },
	{ tokenManager, clock }: TangoDeps,
): Credential {
	if (auth.kind === 'basic') return { authorizer: createBasicAuthorizer(auth), accessToken: undefined };
	// The forwarded address stays out: it is for the API's load balancer, and the token host need not know it.
	const source = { grant: { ...auth, tokenUrl }, ...route };
	const shared = { manager: tokenManager, clock };
	return {
		authorizer: createOAuthAuthorizer(source, shared),
		accessToken: createGetAccessToken(source, shared),
	};
}

function readForwardedFor(text: string): string | undefined {
	const result = normaliseForwardedFor(text);
	if (result.ok) return result.value;
	throw invalidCredentialsField('forwardedFor', describeXffProblem(result.code));
}
