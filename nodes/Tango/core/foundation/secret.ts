import { inspect } from 'node:util';

const SHOWN_INSTEAD = '[redacted]';

/**
 * A text that must not be shown. n8n stores what a node throws or returns and prints it with JSON and
 * util.inspect; both get a placeholder here, and the text itself sits where neither looks.
 */
export class Secret {
	readonly #text: string;

	constructor(text: string) {
		this.#text = text;
	}

	/** The text itself. Only for the moment in which it goes into a request. */
	reveal(): string {
		return this.#text;
	}

	toString(): string {
		return SHOWN_INSTEAD;
	}

	toJSON(): string {
		return SHOWN_INSTEAD;
	}

	[inspect.custom](): string {
		return SHOWN_INSTEAD;
	}
}
