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
	 * come: on asking, or when a pause, a lower rate or somebody ahead moves the slot.
	 */
	readonly latestStart?: number | undefined;
	/** A person waits for it: goes ahead of the items of runs. */
	readonly personWaits?: boolean | undefined;
}
