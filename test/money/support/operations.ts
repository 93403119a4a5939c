import { inspect } from 'node:util';
import type { CallOptions } from '../../../nodes/Tango/core/call/client.ts';
import { ENDPOINTS } from '../../../nodes/Tango/core/api/endpoints.ts';
import { isTangoError, type TangoError } from '../../../nodes/Tango/core/foundation/errors.ts';
import { CARD_TOKENS } from '../../sandbox/funds/cards.ts';
import type { FaultMatch } from '../../sandbox/faults.ts';
import type { LoggedRequest, Sandbox } from '../../sandbox/types.ts';
import { orderBody, type Line } from './line.ts';
import type { OperationName } from './troubles.ts';

/** One thing a user asks for, with what tells whether it happened. `name` is its reference or identifier. */
export interface Operation {
	/** "reading an account" */
	readonly says: string;
	readonly method: 'GET' | 'POST';
	readonly match: FaultMatch;
	/** The same and the lookups that may follow it. */
	readonly matchAll: FaultMatch;
	run(line: Line, name: string, call: CallOptions): Promise<unknown>;
	/** How often Tango carried it out; nothing to count for reads. */
	executed(sandbox: Sandbox, name: string): number;
}

export const OPERATIONS: Readonly<Record<OperationName, Operation>> = {
	read: {
		says: 'reading an account',
		method: 'GET',
		match: { method: 'GET', path: '/accounts/acme-usd' },
		matchAll: { method: 'GET', path: '/accounts/acme-usd' },
		run: async ({ tango }, _name, call) =>
			await tango.send(ENDPOINTS.getAccount, { path: { accountIdentifier: 'acme-usd' } }, call),
		executed: () => 0,
	},
	order: {
		says: 'placing an order',
		method: 'POST',
		match: { method: 'POST', path: '/orders' },
		matchAll: { path: /\/orders/ },
		run: async ({ tango }, name, call) => await tango.placeOrder(orderBody(name), call),
		executed: ({ state }, name) => state.ordersFor(name).length,
	},
	deposit: {
		says: 'depositing from a card',
		method: 'POST',
		match: { method: 'POST', path: '/creditCardDeposits' },
		matchAll: { method: 'POST', path: '/creditCardDeposits' },
		run: async ({ tango }, name, call) => {
			const account = { customerIdentifier: 'acme-rewards', accountIdentifier: 'acme-usd' };
			const body = { externalRefID: name, ...account, creditCardToken: CARD_TOKENS.acme, amount: 100 };
			return await tango.deposit(body, call);
		},
		executed: ({ state }, name) => state.depositsFor(name).length,
	},
	transfer: {
		says: 'transferring between accounts',
		method: 'POST',
		match: { method: 'POST', path: '/transferFunds' },
		matchAll: { method: 'POST', path: '/transferFunds' },
		run: async ({ tango }, name, call) => {
			const accounts = { transferFrom: 'acme-usd', transferTo: 'globex-usd' };
			return await tango.transfer({ externalRefID: name, ...accounts, amount: 50 }, call);
		},
		executed: ({ state }, name) => state.transfersFor(name).length,
	},
	customer: {
		says: 'creating a customer',
		method: 'POST',
		match: { method: 'POST', path: '/customers' },
		matchAll: { method: 'POST', path: '/customers' },
		run: async ({ tango }, name, call) => {
			const body = { customerIdentifier: name, displayName: name };
			return await tango.send(ENDPOINTS.createCustomer, { body }, call);
		},
		executed: ({ state }, name) => (state.customers.has(name) ? 1 : 0),
	},
};

/** What the caller was told. */
export type Told =
	| { readonly kind: 'success'; readonly value: unknown }
	| { readonly kind: 'failure' | 'unknown'; readonly error: TangoError };

/** Runs until it is told; anything but a TangoError goes on as it is. */
export async function told(run: () => Promise<unknown>): Promise<Told> {
	try {
		return { kind: 'success', value: await run() };
	} catch (error) {
		if (!isTangoError(error)) throw error;
		return { kind: error.code === 'OUTCOME_UNKNOWN' ? 'unknown' : 'failure', error };
	}
}

/** Fails when `work` does not come to an end: nothing may hang. */
export async function withinRealMs<Result>(ms: number, work: Promise<Result>): Promise<Result> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_resolve, reject) => {
		timer = setTimeout(() => reject(new Error(`hangs: nothing was told within ${ms} ms`)), ms);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}

/** Everything that anybody could print of an error. */
export function textsOf(error: Error): string {
	const everything = inspect(error, { depth: Infinity, showHidden: true, getters: true });
	return `${error.message}\n${error.stack}\n${JSON.stringify(error)}\n${everything}`;
}

/** Requests of the same kind as the sandbox saw them. */
export function arrivals(sandbox: Sandbox, { method, match }: Operation): LoggedRequest[] {
	const { path } = match;
	return sandbox.log.filter(
		(request) => request.method === method && typeof path === 'string' && request.path.endsWith(path),
	);
}
