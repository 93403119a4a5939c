/** What has to be undone at the end, last thing first, once, whoever asks for it. */
export class Cleanups {
	readonly #steps: Array<() => Promise<unknown>> = [];
	#running?: Promise<void>;

	add(undo: () => Promise<unknown>): void {
		this.#steps.push(undo);
	}

	async run(): Promise<void> {
		this.#running ??= this.#undoAll();
		await this.#running;
	}

	async #undoAll(): Promise<void> {
		for (const undo of this.#steps.reverse()) {
			// One that fails must not leave the others undone.
			await undo().catch((error: unknown) => console.error(error));
		}
	}
}
