import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxEvent, Subscription } from './book.ts';
import { deliver } from './deliver.ts';

/** How deliveries go that do not simply come once, at once and in order. */
export interface Mishaps {
	/** How often each is sent. */
	readonly copies?: number;
	/** The newest first. */
	readonly outOfOrder?: boolean;
	readonly lateMs?: number;
	/** Whether somebody who does not know the secrets sends one of their own with each. */
	readonly forged?: boolean;
	/** How long the receiver may take. */
	readonly patienceMs?: number;
}

interface Happened {
	readonly subscription: Subscription;
	readonly event: SandboxEvent;
}

/** Sends all, one after the other. Gives the receivers' statuses; 0 where there was none in time. */
export async function deliverWith(
	happened: readonly Happened[],
	{ copies = 1, outOfOrder = false, lateMs = 0, forged = false, patienceMs }: Mishaps,
): Promise<number[]> {
	if (lateMs > 0) await sleep(lateMs);
	const statuses: number[] = [];
	for (const { subscription, event } of outOfOrder ? happened.toReversed() : happened) {
		for (let copy = 0; copy < copies; copy += 1)
			statuses.push(await deliver(subscription, event, patienceMs));
		if (forged)
			statuses.push(await deliver(guessed(subscription), { ...event, eventId: randomUUID() }, patienceMs));
	}
	return statuses;
}

/** The address is known, and what is sent along; what the secrets are is not. */
function guessed({ headers = [], ...known }: Subscription): Subscription {
	return {
		...known,
		headers: headers.map(({ name }) => ({ name, value: randomBytes(32).toString('hex') })),
		hmacSharedSecretKey: randomBytes(32).toString('base64'),
	};
}

/** What another process wishes; undefined where it is none of these. */
export function readMishaps(wish: unknown): Mishaps | undefined {
	if (typeof wish !== 'object' || wish === null) return {};
	const { copies, outOfOrder, lateMs, forged, patienceMs }: Partial<Record<keyof Mishaps, unknown>> = wish;
	if (![copies, lateMs, patienceMs].every((one) => one === undefined || Number.isSafeInteger(one)))
		return undefined;
	return {
		...(typeof copies === 'number' ? { copies } : {}),
		...(typeof lateMs === 'number' ? { lateMs } : {}),
		...(typeof patienceMs === 'number' ? { patienceMs } : {}),
		outOfOrder: outOfOrder === true,
		forged: forged === true,
	};
}
