/** What a process asks for when it is the turn of the first of its line. In milliseconds. */
export interface SlotClaim {
	/** Between two starts. */
	readonly gapMs: number;
	/** How much of the gap may make up for starts that came late. */
	readonly catchUpMs: number;
	/** For how long somebody has been waiting here. */
	readonly waitedMs: number;
}

/**
 * - `yours`: start now; no other process gets a slot before `started`, or before a few seconds are over
 * - `later`: ask again in `ms`
 * - `away`: whoever keeps the slots cannot be asked; `share` processes have to live on the rate of one
 */
export type SlotAnswer =
	| { readonly kind: 'yours' }
	| { readonly kind: 'later'; readonly ms: number }
	| { readonly kind: 'away'; readonly share: number };

/** The slots of a platform that several processes share, such as the workers of one n8n. */
export interface SharedSlots {
	/** Answers within half a second, and never rejects. */
	claim(line: LineName, claim: SlotClaim): Promise<SlotAnswer>;
	/** Whoever got a slot is on the wire now, or never will be. */
	started(line: LineName): void;
	/** Nobody starts for so long. */
	pauseFor(line: LineName, ms: number): void;
}

export type LineName = 'requests' | 'reads';

/** The same for one line. */
export interface SlotsOfLine {
	claim(claim: SlotClaim): Promise<SlotAnswer>;
	started(): void;
	pauseFor(ms: number): void;
}

export function slotsOfLine(slots: SharedSlots, line: LineName): SlotsOfLine {
	return {
		claim: async (claim) => await slots.claim(line, claim),
		started: () => slots.started(line),
		pauseFor: (ms) => slots.pauseFor(line, ms),
	};
}
