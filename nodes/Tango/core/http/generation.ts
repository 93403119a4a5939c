import type { Connections } from './dispatcher';

/**
 * Connections together with the exchanges running on them. Retired, it takes no new exchange and is destroyed
 * when the last one ends: what is stuck gets dropped, and a request on its way is never cut for it.
 */
export class Generation {
	readonly connections: Connections;
	/** Resolves when every socket is gone. */
	readonly ended: Promise<void>;
	#running = 0;
	#retired = false;
	#markEnded: () => void = () => {};

	constructor(connections: Connections) {
		this.connections = connections;
		this.ended = new Promise((resolve) => {
			this.#markEnded = resolve;
		});
	}

	enter(): void {
		this.#running++;
	}

	leave(): void {
		this.#running--;
		this.#destroyWhenUnused();
	}

	retire(): void {
		if (this.#retired) return;
		this.#retired = true;
		this.#destroyWhenUnused();
	}

	#destroyWhenUnused(): void {
		if (this.#retired && this.#running === 0) void this.connections.destroy().then(this.#markEnded);
	}
}
