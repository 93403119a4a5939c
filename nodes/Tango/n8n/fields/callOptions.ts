import type { Audit, CallOptions, Tango } from '../../core';
import type { RequestOptions } from './params';

const DEFAULT_TIMEOUT_SECONDS = 15;
const DEFAULT_MAX_ATTEMPTS = 5;
const DEFAULT_TOTAL_TIMEOUT_SECONDS = 120;

export function callOptions(
	tango: Pick<Tango, 'forwardedFor'>,
	options: Partial<RequestOptions>,
	signal?: AbortSignal,
	audit?: Audit,
): CallOptions {
	return {
		responseTimeoutMs: (options.timeout ?? DEFAULT_TIMEOUT_SECONDS) * 1_000,
		maxAttempts: options.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
		totalTimeoutMs: (options.totalTimeout ?? DEFAULT_TOTAL_TIMEOUT_SECONDS) * 1_000,
		forwardedFor:
			options.forwardedFor === undefined ? tango.forwardedFor : (options.forwardedFor ?? undefined),
		signal,
		audit,
	};
}
