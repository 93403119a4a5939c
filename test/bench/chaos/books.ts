import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/server.ts';
import type { Row } from '../rows.ts';

const LOOK_MS = 250;

/** What the sandbox knows about one peer's rows. */
export class Books {
	readonly #sandbox: Sandbox;
	readonly #rows: readonly Row[];
	readonly #firstRequest: number;

	constructor(sandbox: Sandbox, rows: readonly Row[]) {
		this.#sandbox = sandbox;
		this.#rows = rows;
		this.#firstRequest = sandbox.log.length;
	}

	/** Requests since these books were opened. */
	get requests(): number {
		return this.#sandbox.log.length - this.#firstRequest;
	}

	/** How many orders each row has; an email exists once in a bench. */
	get ordersOf(): number[] {
		const found = new Map<string, number>();
		for (const { criteria } of this.#sandbox.state.orders) {
			const email = criteria.recipient?.email ?? '';
			found.set(email, (found.get(email) ?? 0) + 1);
		}
		return this.#rows.map(({ email }) => found.get(email) ?? 0);
	}

	/** Resolves when nothing was heard for so long, or when `ended` has settled. */
	async silence(silentMs: number, ended: Promise<unknown>): Promise<void> {
		let over = false;
		const end = () => (over = true);
		void ended.then(end, end);
		const openedAt = performance.now();
		const heardAt = () => Math.max(openedAt, this.#sandbox.log.at(-1)?.at ?? 0);
		while (!over && performance.now() - heardAt() < silentMs) await sleep(LOOK_MS);
	}
}
