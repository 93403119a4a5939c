import type { Dispatcher } from 'undici';
import type { Outcome, Phase } from '../foundation/outcome';
import { overSize, USUAL_ANSWER_BYTES } from '../foundation/transport';
import { decodeBody, isEncoded, joinHeaders } from './answerBody';
import { failure, failureFrom } from './failureCause';

type Controller = Dispatcher.DispatchController;
type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

export interface ProbeListener {
	/** The request is about to be written: from here on it may be processed. */
	onStart(): void;
	/** Called exactly once, after `onStart` or without it. */
	onEnd(outcome: Outcome): void;
}

/**
 * Follows one request through undici and knows how far it got, which error codes alone cannot tell:
 * ECONNRESET and UND_ERR_SOCKET occur in every phase. undici calls onRequestStart immediately before it writes
 * and never for failures of DNS, TCP, proxy or TLS.
 */
export class PhaseProbe implements Dispatcher.DispatchHandler {
	#phase: Phase = 'notSent';
	#ended = false;
	#controller: Controller | undefined;
	#status = 0;
	#headers: Record<string, string> = {};
	readonly #chunks: Buffer[] = [];
	#bytes = 0;
	readonly #listener: ProbeListener;
	readonly #maxBytes: number;

	constructor(listener: ProbeListener, maxBytes = USUAL_ANSWER_BYTES) {
		this.#listener = listener;
		this.#maxBytes = maxBytes;
	}

	get phase(): Phase {
		return this.#phase;
	}

	/** The status of the answer that began; undefined before. */
	get status(): number | undefined {
		return this.#phase === 'answerBegun' ? this.#status : undefined;
	}

	get ended(): boolean {
		return this.#ended;
	}

	/**
	 * Ends the exchange now with this outcome. If the request has not started it never will: undici keeps it in
	 * its queue until the connection stands, and onRequestStart then turns it away.
	 */
	end(outcome: Outcome): void {
		if (this.#ended) return;
		this.#ended = true;
		this.#controller?.abort(new Abandoned());
		this.#listener.onEnd(outcome);
	}

	onRequestStart(controller: Controller): void {
		// A second start would be a second sending, which only the retry loop above may decide.
		if (this.#ended || this.#phase !== 'notSent') {
			controller.abort(new Abandoned());
			return;
		}
		this.#controller = controller;
		this.#phase = 'maybeProcessed';
		this.#listener.onStart();
	}

	onResponseStart(_controller: Controller, status: number, headers: Headers): void {
		if (status < 200 || this.#ended) return; // 1xx announces an answer, it is none
		this.#phase = 'answerBegun';
		this.#status = status;
		this.#headers = joinHeaders(headers);
		if (isEncoded(this.#headers))
			this.end(failure('answerBegun', 'encodedAnswer', 'CONTENT_ENCODING', status));
		else this.#checkSize(Number(this.#headers['content-length'] ?? 0));
	}

	onResponseData(_controller: Controller, chunk: Buffer): void {
		this.#bytes += chunk.length;
		this.#checkSize(this.#bytes);
		if (!this.#ended) this.#chunks.push(chunk);
	}

	#checkSize(bytes: number): void {
		if (bytes > this.#maxBytes)
			this.end(failure('answerBegun', 'tooLarge', overSize(this.#maxBytes), this.#status));
	}

	onResponseEnd(): void {
		if (this.#ended) return;
		this.#ended = true;
		this.#listener.onEnd({
			kind: 'answer',
			status: this.#status,
			headers: this.#headers,
			body: decodeBody(this.#chunks),
		});
	}

	onResponseError(_controller: Controller, error: unknown): void {
		this.fail(error);
	}

	fail(error: unknown): void {
		this.end(failureFrom(error, this.#phase, this.status));
	}
}

/** Tells undici why it has to stop; nobody sees it. */
class Abandoned extends Error {
	readonly code = 'ERR_ABANDONED';
}
