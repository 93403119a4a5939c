import { readBulkAnswer, readBulkLine, type BulkAnswer } from '../api/bulkOrder';
import { ENDPOINTS } from '../api/endpoints';
import type { CallOptions, Client, TangoAnswer } from '../call/client';
import { ENDLESS_LIST } from '../call/list';
import { TangoError, toTangoError } from '../foundation/errors';
import type { BulkHead, ToldLine, WantedLine } from './line';
import { Results, type LineResults, type Told } from './lineResults';
import { refusalOf } from './readBatch';
import { refusedByName, wayOf } from './refusal';
import { AFTER_DOUBT, type Series } from './series';

/** What a run has learned of a series while it places one group of lines after the other. */
export interface Progress {
	/** Why nothing more is sent. */
	halted?: TangoError;
	/** The most lines that are sent at a time, since Tango said that there were too many. */
	maxLines?: number;
}

export interface Means {
	readonly client: Client;
	readonly series: Series;
	/** Takes our secrets out of Tango's words. */
	readonly redact: (text: string) => string;
	readonly call: CallOptions;
	readonly progress: Progress;
}

/** Taken places that are read past before a run gives up: no account has so many runs at a time. */
const MAX_DETOURS = 200;

/** Places the lines of one head, each at most once; those that are there are not sent. Never throws. */
export async function placeLines(
	means: Means,
	head: BulkHead,
	lines: readonly WantedLine[],
): Promise<LineResults> {
	return await new Placing(means, head).all(lines);
}

class Placing {
	readonly #means: Means;
	readonly #head: BulkHead;
	readonly #results: Results;

	constructor(means: Means, head: BulkHead) {
		this.#means = means;
		this.#head = head;
		this.#results = new Results({ ...means, head });
	}

	async all(lines: readonly WantedLine[]): Promise<LineResults> {
		const { progress, series } = this.#means;
		await this.#readFirst();
		let left = lines.length + MAX_DETOURS;
		for (let open = this.#results.stillOpen(lines); open.length > 0; open = this.#results.stillOpen(open)) {
			const { halted = series.doubt(), maxLines } = progress;
			if (halted) this.#results.fail(open, halted);
			else if (left-- <= 0) this.#stop(open, new TangoError('UNAVAILABLE', { detail: ENDLESS_LIST }));
			else await this.#send(open.slice(0, maxLines));
		}
		return this.#results.all;
	}

	/** Another run of this process may have tried to read the series anew and failed. */
	async #readFirst(): Promise<void> {
		const { series, call, progress } = this.#means;
		if (series.isRead || progress.halted) return;
		await series.readAll(call).catch((error: unknown) => {
			progress.halted = toTangoError(error);
		});
	}

	/** One request for the next place. */
	async #send(lines: readonly WantedLine[]): Promise<void> {
		const { client, series, call } = this.#means;
		const externalRefID = series.nextReference;
		// Made once: the client sends the same bytes in every attempt.
		const body = { externalRefID, ...this.#head, lineItems: lines };
		try {
			const answer = await client.send(ENDPOINTS.createAsyncOrder, { body, externalRefID }, call);
			const said = readBulkAnswer(answer.json);
			if (isOurs(answer, said, lines)) return this.#taken(lines, externalRefID, said, answer);
			const { attempts, requestId } = answer;
			const doubt = new TangoError('OUTCOME_UNKNOWN', { externalRefID, attempts, requestId });
			await this.#readBack(lines, doubt, said);
		} catch (thrown) {
			await this.#settle(lines, toTangoError(thrown));
		}
	}

	/** Tango took the place for these lines. */
	#taken(lines: readonly WantedLine[], externalRefID: string, said: BulkAnswer, answer: Told): void {
		const { attempts, requestId } = answer;
		const taken = new Map<string, ToldLine>();
		for (const wanted of lines) {
			const reference = wanted.externalRefLineItemID;
			const reasons = said.refused.get(reference) ?? (isFailed(said.status) ? [] : undefined);
			if (reasons) {
				this.#results.refuse(wanted, reasons, { externalRefID, attempts, requestId });
				continue;
			}
			const line = readBulkLine({ ...wanted, lineItemStatus: statusOfLine(said) });
			const told: ToldLine = { line, externalRefID, createdAt: said.createdAt };
			taken.set(reference, told);
			this.#results.accept(told, wanted, answer);
		}
		this.#means.series.take(taken);
	}

	/** No answer that says yes. */
	async #settle(lines: readonly WantedLine[], error: TangoError): Promise<void> {
		const { call, progress } = this.#means;
		switch (wayOf(error, lines.length)) {
			case 'readBack':
				if (call.signal?.aborted) return this.#stop(lines, doubtOf(error));
				return await this.#readBack(lines, doubtOf(error));
			case 'halve':
				progress.maxLines = Math.floor(lines.length / 2);
				return;
			case 'withoutNamed':
				return this.#refuseNamed(lines, error);
			case 'these':
				return this.#results.fail(lines, error);
			case 'stop':
				return this.#stop(lines, error);
		}
	}

	/**
	 * The place is or may be taken: by this very request whose answer was lost, by an earlier run or by one beside this.
	 * What stands there says which lines it took. Where that cannot be read, or not all of it, no other place may be asked
	 * for: the lines may stand in this one.
	 */
	async #readBack(lines: readonly WantedLine[], doubt: TangoError, said?: BulkAnswer): Promise<void> {
		const { series, call } = this.#means;
		const { attempts = 1, requestId } = doubt.facts;
		const externalRefID = series.nextReference;
		const isEarlier = said !== undefined && attempts === 1;
		const batch = await series.readNext(call).catch(() => undefined);
		// Nothing there (yet): the first attempt may still be in process, so this proves nothing.
		if (!batch) return this.#stop(lines, doubt);
		for (const line of lines) {
			const reference = line.externalRefLineItemID;
			const reasons = refusalOf(batch, reference) ?? said?.refused.get(reference);
			const isFound = this.#results.found(line, { attempts, requestId, isEarlier });
			if (!isFound && reasons) this.#results.refuse(line, reasons, { externalRefID, attempts, requestId });
		}
		const untold = series.doubt();
		if (!untold) return;
		const { detail } = untold.facts;
		this.#stop(lines, new TangoError('OUTCOME_UNKNOWN', { ...doubt.facts, externalRefID, detail }));
	}

	#refuseNamed(lines: readonly WantedLine[], error: TangoError): void {
		const { attempts = 1, requestId, externalRefID = '' } = error.facts;
		for (const [index, reasons] of refusedByName(error)) {
			const line = lines[index];
			if (line) this.#results.refuse(line, reasons, { externalRefID, attempts, requestId });
		}
	}

	/** The same, and nothing more is sent: behind a place that is in doubt the next one would leave a gap. */
	#stop(lines: readonly WantedLine[], error: TangoError): void {
		this.#results.fail(lines, error);
		const { code, facts } = error;
		this.#means.progress.halted =
			code === 'OUTCOME_UNKNOWN'
				? new TangoError('UNAVAILABLE', { detail: AFTER_DOUBT, externalRefID: facts.externalRefID })
				: error;
	}
}

/** Of an order that failed as a whole nothing is paid, whether or not it says why of each line. */
function isFailed(status = ''): boolean {
	return /^FAIL/i.test(status);
}

/** As far as what is said of the whole holds for each. */
function statusOfLine({ status, refused }: BulkAnswer): string | undefined {
	return refused.size === 0 ? status : undefined;
}

/** Tango answers 202 for what it takes and 200 for what it has; an answer about other lines is not ours in any case. */
function isOurs({ status }: TangoAnswer, said: BulkAnswer, lines: readonly WantedLine[]): boolean {
	const { totalLineItems = lines.length, refused } = said;
	const own = new Set(lines.map(({ externalRefLineItemID }) => externalRefLineItemID));
	return (
		status !== 200 && totalLineItems === lines.length && [...refused.keys()].every((one) => own.has(one))
	);
}

/** A conflict may well mean that it is there: nobody knows then. */
function doubtOf(error: TangoError): TangoError {
	if (error.code === 'OUTCOME_UNKNOWN') return error;
	return new TangoError('OUTCOME_UNKNOWN', { ...error.facts, lastCode: error.code });
}
