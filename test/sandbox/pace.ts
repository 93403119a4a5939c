/** Two clocks and a socket lie between sender and us, so a fair 1 s may be measured a bit short. */
const TOLERANCE_MS = 5;

/** Watches how close together the requests of one credential arrive. */
export class Pace {
	#gapMs = 0;
	readonly #lastArrival = new Map<string, number>();

	limit(requestsPerSecond: number | undefined): void {
		this.#gapMs = requestsPerSecond ? 1000 / requestsPerSecond : 0;
		this.#lastArrival.clear();
	}

	get requestsPerSecond(): number {
		return this.#gapMs === 0 ? 0 : 1000 / this.#gapMs;
	}

	/** Notes an arrival; true when it came too soon. Refused arrivals count as arrivals too. */
	arrive(credential: string, at: number): boolean {
		if (this.#gapMs === 0) return false;
		const last = this.#lastArrival.get(credential);
		this.#lastArrival.set(credential, at);
		return last !== undefined && at - last < this.#gapMs - TOLERANCE_MS;
	}
}
