import { spellings } from './spellings.ts';

/** Shorter pieces of a secret occur by chance and give nobody the rest. */
export const PIECE = 12;

export interface Leak {
	/** Name of the secret, as it was planted. */
	readonly secret: string;
	readonly spelling: string;
	/** What stands around it. */
	readonly around: string;
}

/** Finds secrets, and pieces of them, in whatever comes out: texts, bytes of files, or anything shown as text. */
export class LeakSearch {
	readonly #pieces = new Map<string, { readonly secret: string; readonly spelling: string }>();

	/** Name and text of each secret; `user` is what stands before a key in Basic authentication. */
	constructor(secrets: Readonly<Record<string, string>>, user?: string) {
		for (const [name, secret] of Object.entries(secrets)) {
			if (secret.length < PIECE) throw new Error(`${name} is too short to be told from chance`);
			for (const [spelling, text] of Object.entries(spellings(secret, user))) this.#add(name, spelling, text);
		}
	}

	#add(secret: string, spelling: string, text: string): void {
		const lower = text.toLowerCase();
		for (let at = 0; at + PIECE <= lower.length; at++) {
			const piece = lower.slice(at, at + PIECE);
			if (!this.#pieces.has(piece)) this.#pieces.set(piece, { secret, spelling });
		}
	}

	/** One entry per secret and spelling; the first place of each. Case is not told apart. */
	find(text: string): Leak[] {
		const lower = text.toLowerCase();
		const found = new Map<string, Leak>();
		for (let at = 0; at + PIECE <= lower.length; at++) {
			const known = this.#pieces.get(lower.slice(at, at + PIECE));
			if (!known) continue;
			const key = `${known.secret} ${known.spelling}`;
			if (!found.has(key)) found.set(key, { ...known, around: text.slice(Math.max(0, at - 60), at + 60) });
		}
		return [...found.values()];
	}

	/** The bytes of a file, of whatever kind; UTF-16 counts as well. */
	findInBytes(bytes: Buffer): Leak[] {
		const nulls = bytes.includes(0) ? this.find(bytes.toString('latin1').replaceAll('\0', '')) : [];
		return [...this.find(bytes.toString('utf8')), ...nulls];
	}
}
