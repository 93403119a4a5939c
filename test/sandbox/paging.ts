import { ApiError } from './errors.ts';

/** Neither default is documented by Tango for orders; 10 is what an old sample shows. */
const DEFAULT_BLOCK = 10;
const MAX_WINDOW = 10_000;
const DEFAULT_RESULTS = 10;

/** Page style (orders): 0-based `page`, at most 100 per block, 10,000 in all. */
export function pageOf<Item>(items: readonly Item[], query: URLSearchParams) {
	const number = Number(query.get('page') ?? 0);
	const size = Number(query.get('elementsPerBlock') ?? DEFAULT_BLOCK);
	if ((number + 1) * size > MAX_WINDOW) {
		throw new ApiError(400, '400.021', `Search is limited to the first ${MAX_WINDOW} results`);
	}
	const found = items.slice(number * size, (number + 1) * size);
	const page = {
		number,
		elementsPerBlock: size,
		resultCount: found.length,
		totalCount: items.length,
	};
	return { page, found };
}

/** Keyset style (line items): where the next page begins stands in keys, at most 100 entries per block. */
export function keysetPageOf<Item>(items: readonly Item[], query: URLSearchParams) {
	const size = Number(query.get('elementsPerBlock') ?? DEFAULT_BLOCK);
	const given = startOf(query.get('pageKeys'));
	const start = query.get('pagePrevious') === 'true' ? Math.max(given - size, 0) : given;
	const end = start + size;
	const found = items.slice(start, end);
	const keysetPage = {
		nextPageKeys: end < items.length ? [toCursor(end)] : [],
		previousPageKeys: start > 0 ? [toCursor(start)] : [],
		resultCount: found.length,
		totalCount: items.length,
	};
	return { keysetPage, found };
}

/** Cursor style (accounts, customers): a bare list unless `paginate=true` asks for the envelope. */
export function cursorList<Item>(items: readonly Item[], query: URLSearchParams) {
	if (query.get('paginate') !== 'true') return items;
	const { found, ...cursors } = cursorPage(items, query);
	return { numberOfElements: found.length, ...cursors, items: found };
}

export function cursorPage<Item>(items: readonly Item[], query: URLSearchParams) {
	const maxResults = Number(query.get('maxResults') ?? DEFAULT_RESULTS);
	const start = startOf(query.get('nextCursor') ?? query.get('prevCursor'));
	const end = start + maxResults;
	const prevPageAvailable = start > 0;
	const nextPageAvailable = end < items.length;
	return {
		found: items.slice(start, end),
		maxResults,
		...(prevPageAvailable && { prevCursor: toCursor(Math.max(start - maxResults, 0)) }),
		...(nextPageAvailable && { nextCursor: toCursor(end) }),
		prevPageAvailable,
		nextPageAvailable,
	};
}

function startOf(cursor: string | null): number {
	if (!cursor) return 0;
	const [, start] = /^start=(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
	if (start === undefined) throw new ApiError(400, '400.001', 'The cursor is not valid');
	return Number(start);
}

function toCursor(start: number): string {
	return Buffer.from(`start=${start}`).toString('base64');
}
