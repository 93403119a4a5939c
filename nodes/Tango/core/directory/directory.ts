import { ENDPOINTS } from '../api/endpoints';
import { readPage, readRecord, type JsonRecord } from '../api/page';
import type { CallOptions, Client } from '../call/client';
import { asTangoError, isTangoError } from '../foundation/errors';
import type { Clock } from '../foundation/clock';

/** How long something that Tango had counts as there. */
const KEEP_MS = 60_000;
const MAX_KEPT = 1_000;

/** What stands at Tango against using an account for a customer. */
export type AccountStanding =
	| 'fine'
	| 'noCustomer'
	| 'noAccount'
	/** The customer that it belongs to. */
	| { readonly owner: string };

/**
 * What Tango has of customers, accounts and templates, as far as its answers prove it: what is left open counts as
 * fine, as Tango judges every order itself. Throws TangoError when Tango cannot be asked.
 */
export interface Directory {
	account(customerIdentifier: string, accountIdentifier: string, call: CallOptions): Promise<AccountStanding>;
	/** The account by itself; undefined when there is none. */
	findAccount(accountIdentifier: string, call: CallOptions): Promise<JsonRecord | undefined>;
	hasTemplate(etid: string, call: CallOptions): Promise<boolean>;
}

/** Remembers for a minute what was there, so that a workflow that goes round does not ask each time. */
export function createDirectory(client: Client, clock: Clock): Directory {
	const recent = new Map<string, { readonly value: JsonRecord; readonly at: number }>();

	async function read(
		endpoint: (typeof ENDPOINTS)['getCustomer' | 'getAccount' | 'getTemplate'],
		path: Readonly<Record<string, string>>,
		call: CallOptions,
	): Promise<JsonRecord | undefined> {
		const key = JSON.stringify([endpoint.path, path]).toLowerCase();
		const kept = recent.get(key);
		if (kept && clock.now() - kept.at < KEEP_MS) return kept.value;
		try {
			const value = readRecord((await client.send(endpoint, { path }, call)).json);
			if (recent.size >= MAX_KEPT) recent.clear();
			recent.set(key, { value, at: clock.now() });
			return value;
		} catch (error) {
			// A 404 without Tango's words may be anybody's.
			const isTold = isTangoError(error) && error.code === 'NOT_FOUND' && error.facts.i18nKey !== undefined;
			if (isTold) return undefined;
			throw asTangoError(error);
		}
	}

	const findAccount: Directory['findAccount'] = async (accountIdentifier, call) =>
		await read(ENDPOINTS.getAccount, { accountIdentifier }, call);

	/** An account does not tell its customer; the list of customers can be asked for it. */
	async function ownerOf(accountIdentifier: string, call: CallOptions): Promise<string | undefined> {
		const query = { paginate: true, maxResults: 200, accountIdentifier };
		const { json } = await client.send(ENDPOINTS.listCustomers, { query }, call);
		const { items } = readPage(json, ENDPOINTS.listCustomers.paging);
		const owner = items.find((customer) => holds(customer, accountIdentifier))?.customerIdentifier;
		return typeof owner === 'string' ? owner : undefined;
	}

	return {
		account: async (customerIdentifier, accountIdentifier, call) => {
			const customer = await read(ENDPOINTS.getCustomer, { customerIdentifier }, call);
			if (!customer) return 'noCustomer';
			if (holds(customer, accountIdentifier)) return 'fine';
			if (!(await findAccount(accountIdentifier, call))) return 'noAccount';
			const owner = await ownerOf(accountIdentifier, call);
			return owner === undefined || isSame(owner, customerIdentifier) ? 'fine' : { owner };
		},
		findAccount,
		hasTemplate: async (etid, call) => (await read(ENDPOINTS.getTemplate, { etid }, call)) !== undefined,
	};
}

function holds({ accounts }: JsonRecord, accountIdentifier: string): boolean {
	return (
		Array.isArray(accounts) &&
		accounts.some((account) => isSame(readRecord(account).accountIdentifier, accountIdentifier))
	);
}

/** Tango does not mind the case of identifiers. */
function isSame(told: unknown, asked: string): boolean {
	return typeof told === 'string' && told.toLowerCase() === asked.toLowerCase();
}
