import { isFinished, isRefused } from '../api/bulkOrder';
import type { CallOptions, Client } from '../call/client';
import { ENDLESS_LIST } from '../call/list';
import { TangoError } from '../foundation/errors';
import { createReferenceId } from '../money/referenceId';
import type { BulkAccount, ToldLine } from './line';
import { readBatch, type ReadBatch } from './readBatch';

/** Stops a server that has a Bulk Order under every reference. */
const MAX_BATCHES = 20_000;

/** The error's `detail` while Tango does not tell all lines of an earlier Bulk Order. */
export const LINES_NOT_TOLD = 'LINES_NOT_TOLD';

/** The same of lines that were not sent, as it is not known what became of those before them. */
export const AFTER_DOUBT = 'AFTER_DOUBT';

/**
 * The Bulk Orders of an account, one after the other without a gap, each under a reference that follows from the account
 * and its place alone. That keeps a line from being paid in two of them, whatever is sent together with it:
 *
 * - Tango keeps one order per externalRefID and answers a repeated one with the order that is there (documented). So of
 *   all runs that send at once, one gets a place; the others are told of it, read its lines and go on to the next.
 * - A place is only asked for once all lines of all places before it are known. So no line is sent that stands there.
 *
 * A reference made from the lines themselves would not do: a run with one row more or less would have another, and the
 * same rows would be paid under both. Nor does it help that Tango calls a line's reference "idempotent": its texts do not
 * say whether that holds beyond one order.
 */
export class Series {
	readonly account: BulkAccount;
	readonly #client: Client;
	readonly #known = new Map<string, ToldLine>();
	/** The next place. */
	#place = 0;
	/** Of the places before this one nothing changes any more. */
	#settled = 0;
	/** Everything before the next place has been read. */
	#isRead = false;
	/** A Bulk Order whose lines Tango does not all tell: any line might stand in it. */
	#untold: string | undefined;

	constructor(client: Client, account: BulkAccount) {
		this.#client = client;
		this.account = account;
	}

	get isRead(): boolean {
		return this.#isRead;
	}

	/** How many lines it remembers. */
	get size(): number {
		return this.#known.size;
	}

	/** Reference of the next place. */
	get nextReference(): string {
		const account = this.account.accountIdentifier.toLowerCase();
		return createReferenceId('bulkOrder', [account, String(this.#place)]);
	}

	/** What is known of a line; lines that Tango refused are not there. */
	find(reference: string): ToldLine | undefined {
		return this.#known.get(reference);
	}

	/** Why nobody can say yet that a line is not there. */
	doubt(): TangoError | undefined {
		if (this.#untold === undefined) return undefined;
		return new TangoError('UNAVAILABLE', { detail: LINES_NOT_TOLD, externalRefID: this.#untold });
	}

	/** Reads all Bulk Orders that may have changed. Sends nothing but reads; throws what keeps it from telling. */
	async readAll(call: CallOptions): Promise<void> {
		this.#isRead = false;
		this.#untold = undefined;
		// The last one that is remembered is asked for once more: were it gone, these would be another Tango's books.
		this.#settled = this.#place = Math.max(0, this.#settled - 1);
		if (!(await this.readNext(call))) this.#forget();
		for (let left = MAX_BATCHES; left > 0; left -= 1) {
			if (this.#untold === undefined && (await this.readNext(call))) continue;
			this.#isRead = true;
			return;
		}
		throw new TangoError('UNAVAILABLE', { detail: ENDLESS_LIST });
	}

	/** Reads the next place; undefined when nothing stands there. */
	async readNext(call: CallOptions): Promise<ReadBatch | undefined> {
		const externalRefID = this.nextReference;
		const batch = await readBatch(this.#client, { ...this.account, externalRefID }, call);
		if (!batch) return undefined;
		const { referenceOrderID, createdAt } = batch.order;
		for (const [reference, line] of batch.lines) {
			if (!isRefused(line)) this.#known.set(reference, { line, externalRefID, referenceOrderID, createdAt });
			else if (this.find(reference)?.externalRefID === externalRefID) this.#known.delete(reference);
		}
		if (!batch.isWhole) this.#untold = externalRefID;
		if (this.#settled === this.#place && isFinished(batch.order)) this.#settled += 1;
		this.#place += 1;
		return batch;
	}

	#forget(): void {
		this.#known.clear();
		this.#settled = this.#place = 0;
	}

	/** The next place is taken by these lines, as Tango just said. */
	take(lines: Iterable<readonly [string, ToldLine]>): void {
		for (const [reference, told] of lines) this.#known.set(reference, told);
		this.#place += 1;
	}
}
