import { z } from 'zod/v4';
import type { Paging } from './endpoint';

const record = z.record(z.string(), z.unknown());
export type JsonRecord = z.infer<typeof record>;

const pageEnvelope = z.looseObject({
	page: z
		.looseObject({
			totalCount: z.number().optional().catch(undefined),
			totalElements: z.number().optional().catch(undefined),
		})
		.optional()
		.catch(undefined),
});

const cursorEnvelope = z.looseObject({
	nextCursor: z.string().optional().catch(undefined),
	nextPageAvailable: z.boolean().optional().catch(undefined),
});

const keysetEnvelope = z.looseObject({
	keysetPage: z
		.looseObject({
			nextPageKeys: z.array(z.string()).optional().catch(undefined),
			totalCount: z.number().optional().catch(undefined),
		})
		.optional()
		.catch(undefined),
});

export interface Page {
	readonly items: readonly JsonRecord[];
	/** Only in the page and the keyset style, where Tango tells it. */
	readonly totalCount?: number | undefined;
	/** Only in the cursor style, while there is more. */
	readonly nextCursor?: string | undefined;
	/** The same in the keyset style. */
	readonly nextPageKeys?: readonly string[] | undefined;
}

/** Reads one page. A bare array is a whole list: Tango answers so where it does not page. */
export function readPage(json: unknown, paging: Paging): Page {
	if (Array.isArray(json)) return { items: records(json) };
	const envelope = record.safeParse(json);
	if (!envelope.success) return { items: [] };
	const items = records(envelope.data[paging.items]);
	if (paging.style === 'whole') return { items };
	if (paging.style === 'page') {
		const { totalCount, totalElements } = pageEnvelope.safeParse(json).data?.page ?? {};
		return { items, totalCount: totalCount ?? totalElements };
	}
	if (paging.style === 'keyset') {
		const { nextPageKeys = [], totalCount } = keysetEnvelope.safeParse(json).data?.keysetPage ?? {};
		return { items, totalCount, nextPageKeys: nextPageKeys.length > 0 ? nextPageKeys : undefined };
	}
	const cursor = cursorEnvelope.safeParse(json).data;
	return {
		items,
		nextCursor: cursor?.nextPageAvailable === false ? undefined : cursor?.nextCursor || undefined,
	};
}

/** The entries of an answer whose wrapping is not known: a bare list, the one list in it, or an entry alone. */
export function readEntries(json: unknown): JsonRecord[] {
	if (Array.isArray(json)) return records(json);
	const envelope = readRecord(json);
	const [list] = Object.values(envelope).filter(Array.isArray);
	return list ? records(list) : records(Object.keys(envelope).length > 0 ? [envelope] : []);
}

/** Whether it is a list that Tango answered with and says to be empty; all else proves of nothing that it is not there. */
export function isEmptyPage(json: unknown, paging: Paging): boolean {
	const items = readRecord(json)[paging.items];
	return Array.isArray(items) && items.length === 0 && !readPage(json, paging).totalCount;
}

export function readRecord(json: unknown): JsonRecord {
	const parsed = record.safeParse(json);
	return parsed.success ? parsed.data : {};
}

/** All of it but for these fields. */
export function without(json: JsonRecord, ...names: readonly string[]): JsonRecord {
	return Object.fromEntries(Object.entries(json).filter(([name]) => !names.includes(name)));
}

/** By hand: a list may have a million entries, and a schema takes its time over each. */
export function isRecord(value: unknown): value is JsonRecord {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The records of a list; none where it is no list. */
export function records(value: unknown): JsonRecord[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}
