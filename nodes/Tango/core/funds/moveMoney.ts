import type { CallOptions, Client } from '../call/client';
import type { Endpoint } from '../api/endpoint';
import { ENDPOINTS } from '../api/endpoints';
import { TangoError, toTangoError } from '../foundation/errors';
import { readDeposit, readTransfer, type Deposit, type Transfer } from '../api/fund';
import { readAccountBalance, type AccountBalance } from '../api/money';

/** The body of POST /creditCardDeposits; amounts in US dollars. */
export interface DepositBody {
	readonly externalRefID: string;
	readonly customerIdentifier: string;
	readonly accountIdentifier: string;
	readonly creditCardToken: string;
	readonly amount: number;
}

/** The body of POST /transferFunds; both accounts by their accountIdentifier. */
export interface TransferBody {
	readonly externalRefID: string;
	readonly transferFrom: string;
	readonly transferTo: string;
	readonly amount: number;
	readonly transferNotes?: string | undefined;
}

interface Told {
	readonly attempts: number;
	readonly requestId: string | undefined;
}

/** A movement of money that took place, now or before. */
export type Movement<Answer> = (Told & { readonly replayed: false; readonly answer: Answer }) | Replayed;

/**
 * Tango knew the reference already, so no money moved again. It tells nothing of the movement that has the
 * reference, its amount least of all; the balances now are all there is to compare with.
 */
export interface Replayed extends Told {
	readonly replayed: true;
	/** By accountIdentifier; absent where the account could not be read. */
	readonly balances: ReadonlyMap<string, AccountBalance | undefined>;
}

/**
 * Pays from a credit card into an account, at most once per reference. Throws TangoError: OUTCOME_UNKNOWN when
 * Tango may have done it, any other code when it was not done.
 */
export async function deposit(
	client: Client,
	body: DepositBody,
	call: CallOptions,
): Promise<Movement<Deposit>> {
	const accounts = [body.accountIdentifier];
	return await move(
		client,
		call,
		{ kind: 'deposit', endpoint: ENDPOINTS.createDeposit, body, accounts },
		readDeposit,
	);
}

/** Moves money between two accounts, at most once per reference. Throws the same. */
export async function transfer(
	client: Client,
	body: TransferBody,
	call: CallOptions,
): Promise<Movement<Transfer>> {
	const accounts = [body.transferFrom, body.transferTo];
	return await move(
		client,
		call,
		{ kind: 'transfer', endpoint: ENDPOINTS.transferFunds, body, accounts },
		readTransfer,
	);
}

interface Wanted {
	readonly kind: 'deposit' | 'transfer';
	readonly endpoint: Endpoint;
	readonly body: DepositBody | TransferBody;
	/** Whose balance it changes. */
	readonly accounts: readonly string[];
}

async function move<Answer>(
	client: Client,
	call: CallOptions,
	{ kind, endpoint, body, accounts }: Wanted,
	read: (json: unknown) => Answer,
): Promise<Movement<Answer>> {
	try {
		const request = { body: { ...body }, externalRefID: body.externalRefID };
		const { json, attempts, requestId } = await client.send(endpoint, request, call);
		return { replayed: false, answer: read(json), attempts, requestId };
	} catch (thrown) {
		const error = toTangoError(thrown);
		if (!isDuplicate(error)) throw unsettled(error, kind);
		const { attempts = 1, requestId } = error.facts;
		return { replayed: true, balances: await readBalances(client, accounts, call), attempts, requestId };
	}
}

/** i18nKeys for a reference that belongs to a movement already; which of them Tango uses here is not documented. */
const DUPLICATE: ReadonlySet<string | undefined> = new Set(['409.001', '409.024']);

/**
 * Tango refused the reference because it has a movement under it: this very one, when an earlier attempt got
 * through, or that of an earlier run. Either way it is done, so it settles every doubt.
 */
function isDuplicate({ code, facts }: TangoError): boolean {
	const last = code === 'OUTCOME_UNKNOWN' ? facts.lastCode : code;
	return last === 'CONFLICT' && DUPLICATE.has(facts.i18nKey);
}

/** A conflict in other words may well mean the same: nobody knows then. */
function unsettled({ code, facts }: TangoError, movement: Wanted['kind']): TangoError {
	if (code === 'CONFLICT') return new TangoError('OUTCOME_UNKNOWN', { ...facts, lastCode: code, movement });
	return new TangoError(code, { ...facts, movement });
}

/** It is done, whether or not the accounts can be read. */
async function readBalances(
	client: Client,
	accounts: readonly string[],
	call: CallOptions,
): Promise<Replayed['balances']> {
	const balances = new Map<string, AccountBalance | undefined>();
	for (const accountIdentifier of accounts) {
		const request = { path: { accountIdentifier } };
		const answer = await client.send(ENDPOINTS.getAccount, request, call).catch(() => undefined);
		balances.set(accountIdentifier, answer && readAccountBalance(answer.json));
	}
	return balances;
}
