import { z } from 'zod/v4';
import { readRecord, type JsonRecord } from '../api/page';
import { eventKey } from './eventTypes';

/** An event of Tango's. What it lacks, or has in another shape than is known, is undefined. */
export interface TangoEvent {
	readonly eventId: string | undefined;
	/** Its place in the list of events that Tango keeps. */
	readonly revision: number | undefined;
	readonly eventType: string | undefined;
	readonly category: string | undefined;
	readonly eventOccurredAt: string | undefined;
	readonly eventData: unknown;
	/** The whole envelope, where it is not as Tango's pages show it. */
	readonly raw: unknown;
}

const text = z.string().min(1).optional().catch(undefined);
/** Tango's pages show one name as a text and as a list. */
const oneOf = z
	.union([z.string(), z.array(z.string()).transform((list) => list[0])])
	.optional()
	.catch(undefined);

const envelope = z.looseObject({
	eventId: text,
	revision: z
		.union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
		.pipe(z.number().int().nonnegative())
		.optional()
		.catch(undefined),
	eventType: oneOf,
	eventTypes: oneOf,
	category: oneOf,
	categories: oneOf,
	eventOccurredAt: text,
});

/** All events in what Tango sent: one object, or a list of them. Ordered by revision; never throws. */
export function readEvents(json: unknown): TangoEvent[] {
	const events = (Array.isArray(json) ? json : [json]).map(readEvent);
	return events.sort((a, b) => (a.revision ?? Infinity) - (b.revision ?? Infinity) || 0);
}

const KNOWN = new Set([...Object.keys(envelope.shape), 'eventData']);

function readEvent(json: unknown): TangoEvent {
	const given: JsonRecord = readRecord(json);
	const { eventId, revision, eventType, eventTypes, category, categories, eventOccurredAt } =
		envelope.safeParse(given).data ?? {};
	const type = eventType ?? eventTypes;
	const isKnown =
		eventId !== undefined &&
		revision !== undefined &&
		type !== undefined &&
		Object.keys(given).every((name) => KNOWN.has(name));
	return {
		eventId,
		revision,
		eventType: type,
		category: category ?? categories,
		eventOccurredAt,
		eventData: given.eventData,
		raw: isKnown ? undefined : json,
	};
}

/** Of these Tango says that it keeps none (tango-api.md, 10.2). */
const NOT_KEPT = eventKey('RewardStatus');

/** Whether catching up will find the event in Tango's list. */
export function isKept({ eventId, revision, eventType }: TangoEvent): boolean {
	return eventId !== undefined && revision !== undefined && eventKey(eventType ?? '') !== NOT_KEPT;
}
