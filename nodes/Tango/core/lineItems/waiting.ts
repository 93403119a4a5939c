import type { CallOptions, Client } from '../call/client';
import type { Clock } from '../foundation/clock';
import { asTangoError } from '../foundation/errors';
import { createDeadline } from '../retry/deadline';
import { lookAt, type ReadLineItem } from './read';

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 15_000;

interface Means {
	readonly client: Client;
	readonly clock: Clock;
	readonly call: CallOptions;
}

/**
 * Looks at a line item until it shows what Tango has acknowledged, at once and then with growing pauses, for as long as
 * the call's total time allows. Undefined when it did not show: that says nothing against what was acknowledged. Never
 * throws for that reason, as whoever waits has the acknowledgement already.
 */
export async function untilItShows(
	{ client, clock, call }: Means,
	referenceLineItemID: string,
	isThere: (seen: ReadLineItem) => boolean,
): Promise<ReadLineItem | undefined> {
	const deadline = createDeadline(clock, call.totalTimeoutMs);
	for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
		const totalTimeoutMs = Math.max(deadline.remainingMs(), 1);
		const seen = await look({ ...call, totalTimeoutMs });
		if (seen === 'noUse') return undefined;
		if (seen !== 'noAnswer' && isThere(seen)) return seen;
		if (!deadline.hasRoomFor(pauseMs)) return undefined;
		if ((await clock.sleep(pauseMs, call.signal)) === 'cancelled') return undefined;
	}

	async function look(limits: CallOptions): Promise<ReadLineItem | 'noAnswer' | 'noUse'> {
		return await lookAt(client, referenceLineItemID, limits).catch((error: unknown) => {
			const { code } = asTangoError(error);
			return code === 'UNAVAILABLE' || code === 'RATE_LIMITED' ? 'noAnswer' : 'noUse';
		});
	}
}
