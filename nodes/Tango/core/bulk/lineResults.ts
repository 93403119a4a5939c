import { TangoError, toTangoError } from '../foundation/errors';
import { oneLine } from '../foundation/oneLine';
import { existingProblem, redactQuotes } from '../orders/differences';
import { lineAsOrder, type BulkHead, type ToldLine, type WantedLine } from './line';
import type { Series } from './series';

/** The answer that a result comes from; none was needed for what was known before. */
export interface Told {
	readonly attempts: number;
	readonly requestId: string | undefined;
}

const KNOWN_BEFORE = { attempts: 0, requestId: undefined, isEarlier: true };

/** What became of one line. */
export type LineResult =
	| (Told & { readonly kind: 'accepted'; readonly told: ToldLine })
	| (Told & {
			readonly kind: 'alreadyThere';
			readonly told: ToldLine;
			/** It is certain that an earlier run placed it, not a lost answer to this one. */
			readonly isEarlier: boolean;
	  })
	/** Tango looked at this one and said no: it is not paid. */
	| (Told & {
			readonly kind: 'refused';
			readonly reasons: readonly string[];
			readonly externalRefID: string;
	  })
	/** OUTCOME_UNKNOWN when Tango may have it, any other code when this run did not place it. */
	| { readonly kind: 'failed'; readonly error: TangoError };

export type LineResults = ReadonlyMap<string, LineResult>;

interface Sources {
	readonly series: Series;
	readonly head: BulkHead;
	/** Takes our secrets out of Tango's words. */
	readonly redact: (text: string) => string;
}

/** What is known by now of the lines of one head. */
export class Results {
	readonly #sources: Sources;
	readonly #byLine = new Map<string, LineResult>();

	constructor(sources: Sources) {
		this.#sources = sources;
	}

	get all(): LineResults {
		return this.#byLine;
	}

	/** Those without a result; what is there by now gets one. */
	stillOpen(lines: readonly WantedLine[]): WantedLine[] {
		const open = lines.filter(({ externalRefLineItemID: reference }) => !this.#byLine.has(reference));
		return open.filter((line) => !this.found(line, KNOWN_BEFORE));
	}

	accept(told: ToldLine, { externalRefLineItemID }: WantedLine, { attempts, requestId }: Told): void {
		this.#byLine.set(externalRefLineItemID, { kind: 'accepted', told, attempts, requestId });
	}

	refuse(
		{ externalRefLineItemID }: WantedLine,
		reasons: readonly string[],
		answer: Told & { readonly externalRefID: string },
	): void {
		const clean = reasons.map((reason) => oneLine(this.#sources.redact(reason)));
		this.#byLine.set(externalRefLineItemID, { ...answer, kind: 'refused', reasons: clean });
	}

	/** Whether the line is there; then it must be the one that was asked for. */
	found(line: WantedLine, { isEarlier, ...answer }: Told & { readonly isEarlier: boolean }): boolean {
		const { series, head, redact } = this.#sources;
		const reference = line.externalRefLineItemID;
		const told = series.find(reference);
		if (!told) return false;
		const asked = { ...line, ...head, externalRefID: reference };
		const problem = existingProblem(asked, lineAsOrder(told, head), { status: 200, ...answer });
		this.#byLine.set(
			reference,
			problem
				? { kind: 'failed', error: toTangoError(redactQuotes(problem, redact)) }
				: { ...answer, kind: 'alreadyThere', told, isEarlier },
		);
		return true;
	}

	/** An error of each of these lines that has no result yet. */
	fail(lines: readonly WantedLine[], { code, facts }: TangoError): void {
		for (const { externalRefLineItemID: lineReference } of lines) {
			if (this.#byLine.has(lineReference)) continue;
			const error = new TangoError(code, { ...facts, lineReference });
			this.#byLine.set(lineReference, { kind: 'failed', error });
		}
	}
}
