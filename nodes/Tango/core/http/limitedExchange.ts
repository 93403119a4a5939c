import type { Failure, Outcome } from '../foundation/outcome';
import { USUAL_ANSWER_BYTES, type AttemptLimits } from '../foundation/transport';
import { failure } from './failureCause';
import { PhaseProbe } from './phaseProbe';

/** setTimeout turns anything larger into 1 ms, which would cut a payment off. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Runs one request under its limits and settles for certain: by the probe, by the timer that rules at the
 * moment, or by the signal. undici's own timers are half a second coarse and do not cover a dripping body, and
 * it hears no signal while it connects (nodejs/undici#386), so none of that is relied upon. The timers keep the
 * process alive on purpose: AbortSignal.timeout() would not.
 */
export function runLimited(
	send: (probe: PhaseProbe) => void,
	{ connectTimeoutMs, responseTimeoutMs, maxResponseBytes = USUAL_ANSWER_BYTES }: AttemptLimits,
	signal?: AbortSignal,
	onStart?: () => void,
): Promise<Outcome> {
	return new Promise((resolve) => {
		const probe = new PhaseProbe(
			{
				onStart: () => {
					onStart?.();
					clearTimeout(timer);
					timer = setTimeout(() => probe.end(ended('responseTimeout')), timerMs(responseTimeoutMs));
				},
				onEnd: (outcome) => {
					clearTimeout(timer);
					signal?.removeEventListener('abort', onAbort);
					if (outcome.kind === 'answer') afterSocketIsFree(() => resolve(outcome));
					else resolve(outcome);
				},
			},
			maxResponseBytes,
		);
		const ended = (cause: keyof typeof DETAIL): Failure =>
			failure(probe.phase, cause, DETAIL[cause], probe.status);
		const onAbort = () => probe.end(ended('cancelled'));
		let timer = setTimeout(() => probe.end(ended('connectTimeout')), timerMs(connectTimeoutMs));
		signal?.addEventListener('abort', onAbort, { once: true });
		try {
			send(probe);
		} catch (error) {
			probe.fail(error);
		}
	});
}

const DETAIL = {
	connectTimeout: 'CONNECT_LIMIT',
	responseTimeout: 'RESPONSE_LIMIT',
	cancelled: 'CANCELLED',
} as const;

const timerMs = (ms: number) => Math.min(ms, MAX_TIMER_MS);

/**
 * undici counts a socket as free one setImmediate after the answer's end. Whoever sends the next request
 * before that gets a second connection, and pays for its TLS handshake.
 */
function afterSocketIsFree(next: () => void): void {
	process.nextTick(setImmediate, next);
}
