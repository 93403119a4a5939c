import type { Clock } from '../foundation/clock';
import type { Answer } from '../foundation/outcome';
import type { Transport } from '../foundation/transport';

/** An answer with its times. The body may hold a token: checks take single facts out of it. */
export interface RecordedAnswer {
	readonly url: URL;
	readonly answer: Answer;
	/** Own Unix time in milliseconds when the answer was there. */
	readonly arrivedAt: number;
	/** From the request on the wire to the whole answer, in milliseconds. */
	readonly answerMs: number;
}

/** The transport as it is, with a list of the answers that come through it. */
export function recordAnswers(transport: Transport, clock: Clock, answers: RecordedAnswer[]): Transport {
	return {
		exchange: async (request, limits, signal, onStart) => {
			let startedAt = clock.now();
			const outcome = await transport.exchange(request, limits, signal, () => {
				startedAt = clock.now();
				onStart?.();
			});
			if (outcome.kind === 'answer') {
				const answerMs = Math.round(clock.now() - startedAt);
				answers.push({ url: new URL(request.url), answer: outcome, arrivedAt: clock.unix(), answerMs });
			}
			return outcome;
		},
		close: async () => await transport.close(),
	};
}
