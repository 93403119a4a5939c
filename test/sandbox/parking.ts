/** Requests that wait on purpose (stalls, slow orders), so that none outlives the sandbox. */
export class Parking {
	readonly #waiting = new Set<() => void>();

	/** Resolves after `ms`; rejects at once when everything is released. */
	pause(ms: number): Promise<void> {
		return new Promise((resolve, reject) => {
			const release = () => {
				clearTimeout(timer);
				reject(new Released());
			};
			const timer = setTimeout(() => {
				this.#waiting.delete(release);
				resolve();
			}, ms);
			this.#waiting.add(release);
		});
	}

	/** Calls `drop` after `ms`, or without `ms` only on release; the result calls the wait off. */
	hold(drop: () => void, ms: number | undefined): () => void {
		const end = () => {
			leave();
			drop();
		};
		const timer = ms === undefined ? undefined : setTimeout(end, ms);
		const leave = () => {
			clearTimeout(timer);
			this.#waiting.delete(end);
		};
		this.#waiting.add(end);
		return leave;
	}

	releaseAll(): void {
		const waiting = [...this.#waiting];
		this.#waiting.clear();
		for (const release of waiting) release();
	}
}

/** Thrown into a paused request when the sandbox resets or closes. */
export class Released extends Error {
	constructor() {
		super('released by the sandbox');
		this.name = 'Released';
	}
}
