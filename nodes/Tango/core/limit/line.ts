import type { Clock } from '../foundation/clock';
import { createPace } from './pace';
import type { SlotResult, SlotWish } from './slot';
import type { SlotsOfLine } from './sharedSlots';
import { createTurns, type Waiting } from './turns';

/** Whoever has a slot, until it is on the wire; only its identity counts. */
export type Starter = object;

/** All who wait for slots of one pace, and those who were let go. */
export interface Line {
	/** Waits for the next slot. `moved`: ask again in the line that has taken over. Never rejects. */
	acquire(starter: Starter, wish: SlotWish): Promise<SlotResult | 'moved'>;
	/** `starter` was let go elsewhere, at this line's cost: nobody starts before it has. */
	hold(starter: Starter): void;
	/**
	 * `starter` is on the wire only now, as on a new connection the handshake comes first, or never will be. Until then
	 * nobody else is let go: two requests a slot apart would reach Tango closer together than it allows. Says whether it
	 * was about to start.
	 */
	started(starter: Starter): boolean;
	/** Nobody starts before `at`, on the line's clock. */
	pauseUntil(at: number): void;
	/** The same in all processes. */
	pauseAllUntil(at: number): void;
	/** The slots come from here, or with undefined from nobody but this line. */
	share(slots: SlotsOfLine | undefined): void;
	setRate(requestsPerSecond: number): void;
	slowDown(startedAt: number): void;
	speedUp(): void;
	/** Milliseconds between two starts, at the moment. */
	gap(): number;
	/** All who wait are told `moved`. */
	sendAway(): void;
	/** The same, and who is about to start or has just started counts in `other` as well. */
	handOverTo(other: Pick<Line, 'hold' | 'noteStart'>): void;
	/** Somebody started at `at` who has to count here. */
	noteStart(at: number): void;
	/** Whether a new line would be the same. */
	isIdle(): boolean;
}

interface Waiter extends Waiting {
	readonly starter: Starter;
	readonly latestStart: number;
	/** Leaves the queue and answers the caller. */
	readonly leave: (result: SlotResult | 'moved') => void;
}

/** `setTimeout` fires at once for more than 24.8 days, so a long wait goes in slices. */
const MAX_SLEEP_MS = 3_600_000;

export function createLine(clock: Clock): Line {
	const pace = createPace(1);
	/** Waiters hold places, not moments: when one leaves, all behind it move up. */
	const turns = createTurns<Waiter>();
	const starting = new Set<Starter>();
	let serving = false;
	let nap: AbortController | undefined;
	let shared: SlotsOfLine | undefined;
	/** The slots whose next one is ours until somebody of this line is on the wire. */
	let claimed: SlotsOfLine | undefined;
	/** When to ask for a shared slot again. */
	let askAt = Number.NEGATIVE_INFINITY;

	const nextSlot = (now: number) => Math.max(askAt, pace.nextSlot(now, starting.size > 0));
	const startBehind = (ahead: number, now: number) =>
		Math.max(askAt + ahead * pace.gap(), pace.startBehind(ahead, now, starting.size > 0));
	const wake = () => nap?.abort();

	const join = async (starter: Starter, { signal, latestStart = Infinity, personWaits = false }: SlotWish) =>
		await new Promise<SlotResult | 'moved'>((resolve) => {
			const onAbort = () => waiter.leave('cancelled');
			const leave = (result: SlotResult | 'moved') => {
				turns.leave(waiter);
				signal?.removeEventListener('abort', onAbort);
				// A timer that nobody waits for would keep the process alive.
				if (turns.size === 0) wake();
				resolve(result);
			};
			const waiter: Waiter = { starter, personWaits, latestStart, leave };
			turns.join(waiter);
			signal?.addEventListener('abort', onAbort, { once: true });
			if (personWaits) dismissTheLate();
			if (!serving) void serve();
		});

	/** Looks again after every nap, as timers may fire early, a pause may have come or the waiter may be gone. */
	const serve = async () => {
		serving = true;
		const since = clock.now();
		for (let waiter = turns.next(); waiter; waiter = turns.next()) {
			const now = clock.now();
			const wait = nextSlot(now) - now;
			if (wait > 0) {
				nap = new AbortController();
				await clock.sleep(Math.min(wait, MAX_SLEEP_MS), nap.signal);
			} else if (shared) await startInShared(shared, since);
			else start(waiter, now, since);
		}
		serving = false;
	};

	/** Asks only for the first in line, whoever that is by the time of the answer. */
	const startInShared = async (slots: SlotsOfLine, wantedSince: number) => {
		const claim = { gapMs: pace.gap(), catchUpMs: pace.catchUp(), waitedMs: clock.now() - wantedSince };
		const answer = await slots.claim(claim);
		const now = clock.now();
		if (answer.kind === 'later') {
			askAt = now + answer.ms;
			return dismissTheLate();
		}
		askAt = Number.NEGATIVE_INFINITY;
		pace.setShare(answer.kind === 'away' ? answer.share : 1);
		if (answer.kind === 'away' && nextSlot(now) > now) return;
		if (answer.kind === 'yours') claimed = slots;
		for (let waiter = turns.next(); waiter; waiter = turns.next()) {
			if (start(waiter, now, wantedSince) === 'started') return;
		}
		// All have gone meanwhile.
		giveBack();
	};

	const giveBack = () => {
		claimed?.started();
		claimed = undefined;
	};

	const start = (waiter: Waiter, now: number, wantedSince: number) => {
		// A busy process may come late; then the slot is left to the next one.
		if (now > waiter.latestStart) {
			waiter.leave('tooLate');
			return 'tooLate';
		}
		letGo(waiter.starter, now, wantedSince);
		waiter.leave('go');
		turns.served(waiter);
		return 'started';
	};

	const letGo = (starter: Starter, now: number, wantedSince: number) => {
		pace.take(now, wantedSince);
		starting.add(starter);
	};

	const dismissTheLate = () => {
		const now = clock.now();
		for (const { waiter, ahead } of turns.places()) {
			if (startBehind(ahead, now) > waiter.latestStart) waiter.leave('tooLate');
		}
	};

	const sendAway = () => {
		for (const waiter of turns.all()) waiter.leave('moved');
	};

	return {
		acquire: async (starter, wish) => {
			if (wish.signal?.aborted) return 'cancelled';
			const now = clock.now();
			const ahead = turns.aheadOfNewcomer({ personWaits: wish.personWaits ?? false });
			if (startBehind(ahead, now) > (wish.latestStart ?? Infinity)) return 'tooLate';
			if (shared || turns.size > 0 || nextSlot(now) > now) return await join(starter, wish);
			letGo(starter, now, now);
			return 'go';
		},
		hold: (starter) => {
			pace.noteStart(clock.now());
			starting.add(starter);
		},
		started: (starter) => {
			if (!starting.delete(starter)) return false;
			pace.noteStart(clock.now());
			giveBack();
			wake();
			return true;
		},
		pauseUntil: (at) => {
			pace.pauseUntil(at);
			dismissTheLate();
		},
		pauseAllUntil: (at) => {
			shared?.pauseFor(at - clock.now());
			pace.pauseUntil(at);
			dismissTheLate();
		},
		share: (slots) => {
			shared = slots;
			if (slots) return;
			askAt = Number.NEGATIVE_INFINITY;
			pace.setShare(1);
		},
		setRate: (rate) => {
			if (!pace.setRate(rate)) return;
			dismissTheLate();
			wake();
		},
		slowDown: (startedAt) => {
			if (pace.slowDown(startedAt, clock.now())) dismissTheLate();
		},
		speedUp: () => pace.speedUp(),
		gap: () => pace.gap(),
		handOverTo: (other) => {
			other.noteStart(pace.lastStart());
			for (const starter of starting) other.hold(starter);
			sendAway();
		},
		sendAway,
		noteStart: (at) => pace.noteStart(at),
		isIdle: () => turns.size === 0 && starting.size === 0 && pace.isAtRest(clock.now()),
	};
}
