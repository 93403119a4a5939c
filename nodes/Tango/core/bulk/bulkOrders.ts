import type { CallOptions, Client } from '../call/client';
import type { TangoError } from '../foundation/errors';
import type { BulkAccount, BulkHead, ToldLine, WantedLine } from './line';
import type { LineResults } from './lineResults';
import { placeLines, type Progress } from './placeLines';
import { readPages, type BatchKey, type BulkPages } from './readPages';
import { Series } from './series';

/** Lines of earlier Bulk Orders that a connection remembers, about 1 KiB each. */
const MAX_REMEMBERED = 100_000;

/** The Bulk Orders of one account, one request at a time. */
export interface BulkSeries {
	/** Reads the earlier Bulk Orders. Throws TangoError. */
	read(call: CallOptions): Promise<void>;
	find(reference: string): ToldLine | undefined;
	/** Why nobody can say yet of a line that is not found that it is not there. */
	doubt(): TangoError | undefined;
	/** Places lines of one head, each at most once. Never throws. */
	place(
		head: BulkHead,
		lines: readonly WantedLine[],
		call: CallOptions,
		progress: Progress,
	): Promise<LineResults>;
}

export interface BulkOrders {
	series(account: BulkAccount): BulkSeries;
	/** A Bulk Order with those of its lines that the query fits, at most `limit` of them. Throws TangoError. */
	read(
		endpoint: Parameters<typeof readPages>[1],
		key: BatchKey,
		wanted: Parameters<typeof readPages>[3],
		call: CallOptions,
	): Promise<BulkPages>;
}

export function createBulkOrders(client: Client, redact: (text: string) => string): BulkOrders {
	const kept = new Map<string, { readonly series: Series; readonly shown: BulkSeries }>();
	return {
		read: async (endpoint, key, wanted, call) => await readPages(client, endpoint, key, wanted, call),
		series: (account) => {
			const key = account.accountIdentifier.toLowerCase();
			const known = kept.get(key);
			if (known) return known.shown;
			let remembered = 0;
			for (const { series } of kept.values()) remembered += series.size;
			if (remembered > MAX_REMEMBERED) kept.clear();
			const series = new Series(client, account);
			const shown = opened(client, series, redact);
			kept.set(key, { series, shown });
			return shown;
		},
	};
}

/** Two runs of this process stand in line, so that neither reads or asks for a place while the other does. */
function opened(client: Client, series: Series, redact: (text: string) => string): BulkSeries {
	let last: Promise<unknown> = Promise.resolve();
	const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
		const turn = last.then(work);
		last = turn.catch(() => undefined);
		return await turn;
	};
	return {
		read: async (call) => await inTurn(async () => await series.readAll(call)),
		find: (reference) => series.find(reference),
		doubt: () => series.doubt(),
		place: async (head, lines, call, progress) =>
			await inTurn(async () => await placeLines({ client, series, redact, call, progress }, head, lines)),
	};
}
