import { ENDPOINTS } from '../api/endpoints';
import type { CallOptions } from '../call/client';
import { concernsOneAnswer, isTangoError } from '../foundation/errors';
import type { Arrivals } from './arrivals';
import { readEvents, type TangoEvent } from './event';
import {
	ensureSubscription,
	isGone,
	renewSubscription,
	type WantedSubscription,
	type WebhookCalls,
} from './subscription';

/** How often Tango is asked for events that were not delivered. */
const CATCH_UP_MS = 60_000;
/** The same where Tango can only send them once more. */
const REPLAY_MS = 60 * 60_000;
/** After a failed renewal the next attempt waits; half a life has room for many. */
const RETRY_MS = 30_000;
/** Events of one catch-up; the rest comes with the next. */
const MOST_EVENTS = 1_000;
/** n8n gets so long to take what was read; the renewal must not wait for it. */
const HAND_OVER_MS = 30_000;
/** Clocks differ, and Tango is told of a registration a moment after we note the time. */
const SKEW_MS = 60_000;

/** What the upkeep needs of n8n. */
export interface UpkeepDeps {
	readonly calls: WebhookCalls;
	readonly call: CallOptions;
	readonly arrivals: Arrivals;
	readonly wanted: () => Promise<WantedSubscription>;
	readonly catchUp: boolean;
	/** Milliseconds since 1970. */
	readonly now: () => number;
}

/** What n8n keeps of a registration. */
export interface Registration {
	webhookId: string;
	/** Since when events are this workflow's business, in milliseconds since 1970. */
	since: number;
}

export interface Upkeep {
	/** Does what is due, and tells whether anything was. Throws TangoError; what was due is still due then. */
	tick(registration: Registration, deps: UpkeepDeps): Promise<boolean>;
}

/** Keeps one subscription alive and reads what was not delivered; its state is that of one activation. */
export function createUpkeep(): Upkeep {
	/** Renewed at once after a start: only the answer tells how long a life is. */
	let renewAt = -Infinity;
	let catchUpAt = -Infinity;
	/** Until when nothing was missed. */
	let completeAt: number | undefined;

	async function renew(registration: Registration, deps: UpkeepDeps): Promise<void> {
		const { calls, call, now, wanted } = deps;
		const startedAt = now();
		renewAt = startedAt + RETRY_MS;
		const { webhookId } = registration;
		const renewed = await renewSubscription(calls, webhookId, call).then(
			(expiresAt) => ({ webhookId, expiresAt }),
			async (error: unknown) => {
				if (!isGone(error)) throw error;
				return await ensureSubscription(calls, await wanted(), call);
			},
		);
		renewAt = halfOfLife(startedAt, renewed.expiresAt);
		if (renewed.webhookId === webhookId) return;
		registration.webhookId = renewed.webhookId;
		if (completeAt !== undefined) registration.since = Math.max(registration.since, completeAt - SKEW_MS);
	}

	return {
		tick: async (registration, deps) => {
			const { now, catchUp } = deps;
			const isRenewal = now() >= renewAt;
			if (isRenewal) await renew(registration, deps);
			if (!catchUp || now() < catchUpAt) return isRenewal;
			const startedAt = now();
			catchUpAt = startedAt + CATCH_UP_MS;
			const outcome = await readMissed(registration, deps);
			if (outcome === 'all') completeAt = startedAt;
			if (outcome === 'more') catchUpAt = startedAt;
			if (outcome === 'replayed') catchUpAt = startedAt + REPLAY_MS;
			return true;
		},
	};
}

/** Well before half of it is over, so that several attempts are left. */
function halfOfLife(from: number, expiresAt: number | undefined): number {
	if (expiresAt === undefined || expiresAt <= from) return from + RETRY_MS;
	return from + (expiresAt - from) * 0.4;
}

/** Hands over what Tango keeps beyond the last revision. */
async function readMissed(
	{ webhookId, since }: Registration,
	{ calls, call, arrivals }: UpkeepDeps,
): Promise<'all' | 'more' | 'replayed' | 'unsettled'> {
	const fromRevision = arrivals.next(webhookId) ?? 0;
	const request = { path: { webhookId }, query: { fromRevision } };
	const rows = await calls
		.list(ENDPOINTS.listWebhookEvents, request, MOST_EVENTS, call)
		.catch(async (error: unknown) => {
			if (!mayReplay(error)) throw error;
			// Tango sends them again itself; what arrived before is known.
			await calls.send(ENDPOINTS.replayWebhookEvents, { ...request, body: {} }, call);
			return undefined;
		});
	if (rows === undefined) return 'replayed';
	const events = readEvents(rows);
	void arrivals.take(events.filter((event) => !happenedBefore(event, since - SKEW_MS)));
	// What n8n does not have yet is asked for once more.
	if (!(await arrivals.settled(HAND_OVER_MS))) return 'unsettled';
	const last = events.reduce((most, { revision = -1 }) => Math.max(most, revision), fromRevision - 1);
	arrivals.caughtUp(webhookId, last);
	return rows.length < MOST_EVENTS ? 'all' : 'more';
}

/** A list that cannot be had, though Tango is there and knows the subscription. */
function mayReplay(error: unknown): boolean {
	return (
		concernsOneAnswer(error) &&
		isTangoError(error) &&
		!['RATE_LIMITED', 'UNAVAILABLE', 'NOT_FOUND'].includes(error.code)
	);
}

function happenedBefore({ eventOccurredAt = '' }: TangoEvent, time: number): boolean {
	return Date.parse(eventOccurredAt) < time;
}
