import type { Clock } from '../foundation/clock';
import { createPace } from './pace';

/**
 * - `go`: start the attempt now
 * - `cancelled`: the signal fired; no slot was used
 * - `tooLate`: the slot would come after the latest start; no slot was used
 */
export type SlotResult = 'go' | 'cancelled' | 'tooLate';

export interface SlotWish {
	/** Ends the waiting; the slot goes to the next in line. */
	readonly signal?: AbortSignal | undefined;
	/**
	 * On the limiter's clock. Who cannot start by then is told as soon as that is known, not when the time has
	 * come: on asking, or when a pause or a lower rate moves the slot.
	 */
	readonly latestStart?: number | undefined;
}

/** Paces the starts of attempts, retries included. Shared by all who call in the name of one platform. */
export interface RateLimiter {
	/** Waits for the next slot, first come, first served. Never rejects. */
	acquire(wish?: SlotWish): Promise<SlotResult>;
	/**
	 * Whoever was let go is on the wire only now: on a new connection the handshake comes first. Without this, two
	 * requests a slot apart would reach Tango closer together than it allows.
	 */
	noteStart(): void;
	/** Nobody starts for `ms` milliseconds from now. A pause is never shortened by another one. */
	pauseFor(ms: number): void;
	/** Nobody starts before `at`, on the limiter's clock. */
	pauseUntil(at: number): void;
	/** Applies to the waiters, too. Throws TangoError INVALID_CREDENTIALS_FIELD on anything but a number above 0. */
	setRate(requestsPerSecond: number): void;
	/** Whether nobody waits and the next start would be immediate: forgetting this limiter would change nothing. */
	isIdle(): boolean;
}

export interface RateLimiterOptions {
	readonly requestsPerSecond: number;
	readonly clock: Clock;
}

interface Waiter {
	readonly latestStart: number;
	/** Leaves the queue and answers the caller. */
	readonly leave: (result: SlotResult) => void;
}

/** `setTimeout` fires at once for more than 24.8 days, so a long wait goes in slices. */
const MAX_SLEEP_MS = 3_600_000;

export function createRateLimiter({ requestsPerSecond, clock }: RateLimiterOptions): RateLimiter {
	const pace = createPace(requestsPerSecond);
	/** Waiters hold places, not moments: when one leaves, all behind it move up. A Set keeps their order. */
	const waiters = new Set<Waiter>();
	let serving = false;
	let nap: AbortController | undefined;

	const join = async (signal: AbortSignal | undefined, latestStart: number) =>
		await new Promise<SlotResult>((resolve) => {
			const onAbort = () => waiter.leave('cancelled');
			const leave = (result: SlotResult) => {
				waiters.delete(waiter);
				signal?.removeEventListener('abort', onAbort);
				// A timer that nobody waits for would keep the process alive.
				if (waiters.size === 0) nap?.abort();
				resolve(result);
			};
			const waiter: Waiter = { latestStart, leave };
			waiters.add(waiter);
			signal?.addEventListener('abort', onAbort, { once: true });
			if (!serving) void serve();
		});

	const serve = async () => {
		serving = true;
		// A Set's iteration is live: it skips those who left and comes to those who join meanwhile.
		for (const waiter of waiters) await serveNext(waiter);
		serving = false;
	};

	/** Looks again after every nap, as timers may fire early, a pause may have come or the waiter may be gone. */
	const serveNext = async (waiter: Waiter) => {
		while (waiters.has(waiter)) {
			const now = clock.now();
			const wait = pace.nextSlot(now) - now;
			if (wait <= 0) start(waiter, now);
			else {
				nap = new AbortController();
				await clock.sleep(Math.min(wait, MAX_SLEEP_MS), nap.signal);
			}
		}
	};

	const start = (waiter: Waiter, now: number) => {
		// A busy process may come late; then the slot is left to the next one.
		if (now > waiter.latestStart) return waiter.leave('tooLate');
		pace.take(now);
		waiter.leave('go');
	};

	const dismissTheLate = () => {
		const now = clock.now();
		let ahead = 0;
		for (const waiter of [...waiters]) {
			if (pace.startBehind(ahead, now) > waiter.latestStart) waiter.leave('tooLate');
			else ahead++;
		}
	};

	const pauseUntil = (at: number) => {
		pace.pauseUntil(at);
		dismissTheLate();
	};

	return {
		acquire: async ({ signal, latestStart = Number.POSITIVE_INFINITY } = {}) => {
			if (signal?.aborted) return 'cancelled';
			const now = clock.now();
			if (pace.startBehind(waiters.size, now) > latestStart) return 'tooLate';
			if (waiters.size > 0 || pace.nextSlot(now) > now) return await join(signal, latestStart);
			pace.take(now);
			return 'go';
		},
		noteStart: () => pace.noteStart(clock.now()),
		pauseFor: (ms) => pauseUntil(clock.now() + ms),
		pauseUntil,
		setRate: (rate) => {
			pace.setRate(rate);
			dismissTheLate();
			nap?.abort();
		},
		isIdle: () => waiters.size === 0 && pace.nextSlot(clock.now()) <= clock.now(),
	};
}
