import { setTimeout as pause } from 'node:timers/promises';
import type { OrderBody } from '../../../nodes/Tango/core/orders/placeOrder.ts';
import type { CallOptions } from '../../../nodes/Tango/core/call/client.ts';
import type { Sandbox } from '../../sandbox/types.ts';
import { createFastClock } from './fastClock.ts';
import { openLine, orderBody, type Line } from './line.ts';
import { told, type Told, withinRealMs } from './operations.ts';

/** Time of the client: 25 times faster, so an attempt is held for 400 ms. */
const SPEED = 25;
const CALL: CallOptions = {
	responseTimeoutMs: 10_000,
	maxAttempts: 5,
	totalTimeoutMs: 90_000,
	forwardedFor: undefined,
};
const HANGS_AFTER_MS = 15_000;

/** Poor enough that orders are refused for want of money. */
export const ACCOUNT = 'globex-usd';
export const START_BALANCE = 20;

/** Longest that the faults let an order be in process, in real time. */
const SLOWEST_ORDER_MS = 620;

export type Auth = 'twoKeys' | 'oauth2';

/** What somebody with pen and paper knows. */
export interface Books {
	/** Amounts of the orders that were told as placed. */
	readonly orders: Map<string, number>;
	/** Amounts of orders that were told as unknown, by reference; each may be there or not. */
	readonly doubtful: Map<string, Set<number>>;
	toppedUp: number;
	faulty: boolean;
}

export function emptyBooks(): Books {
	return { orders: new Map(), doubtful: new Map(), toppedUp: 0, faulty: false };
}

/** The sandbox and the client of the moment. */
export class World {
	readonly sandbox: Sandbox;
	readonly #auth: Auth;
	readonly #clock = createFastClock(SPEED);
	#line: Line;
	#seed = 1;

	constructor(sandbox: Sandbox, auth: Auth) {
		this.sandbox = sandbox;
		this.#auth = auth;
		this.#line = this.#open();
	}

	async place(reference: string, amount: number): Promise<Told> {
		const body: OrderBody = orderBody(reference, amount, 'globex');
		const { tango } = this.#line;
		return await withinRealMs(
			HANGS_AFTER_MS,
			told(async () => await tango.placeOrder(body, CALL)),
		);
	}

	async find(reference: string): Promise<Told> {
		const key = { externalRefID: reference, accountIdentifier: ACCOUNT };
		const { tango } = this.#line;
		return await withinRealMs(
			HANGS_AFTER_MS,
			told(async () => await tango.findOrder(key, CALL)),
		);
	}

	/** Waits until no order is in process any more, and forgets what the client learned of an outage. */
	async settle(): Promise<void> {
		await pause(SLOWEST_ORDER_MS);
		await this.restart();
	}

	/** A new process: nothing is remembered. */
	async restart(): Promise<void> {
		await this.#line.close();
		this.#line = this.#open();
	}

	/** Long after they were given out, tokens are no longer good. */
	expireTokens(): void {
		this.#clock.skip(3_600_000);
		this.sandbox.state.expireTokens();
	}

	async close(): Promise<void> {
		await this.#line.close();
	}

	#open(): Line {
		this.#seed += 1;
		return openLine(this.sandbox, {
			clock: this.#clock,
			auth: this.#auth,
			seed: this.#seed,
			requestsPerSecond: 1_000,
			keepAttempts: false,
		});
	}
}
