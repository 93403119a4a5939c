import type { IncomingHttpHeaders } from 'node:http';
import { type Call, parseJson, queryRecord } from './exchange.ts';
import type { FaultKind } from './faults.ts';
import type { LoggedRequest } from './types.ts';

type Entry = { -readonly [Name in keyof LoggedRequest]: LoggedRequest[Name] };

interface Arrival {
	readonly at: number;
	readonly connection: number;
	readonly headers: IncomingHttpHeaders;
	readonly fault: FaultKind | undefined;
}

/** The log of requests; an entry appears when its body is read and is completed by its end. */
export class Journal {
	readonly entries: Entry[] = [];
	readonly #keep: boolean;
	readonly #onRequest: ((request: LoggedRequest) => void) | undefined;

	constructor(keep: boolean, onRequest: ((request: LoggedRequest) => void) | undefined) {
		this.#keep = keep;
		this.#onRequest = onRequest;
	}

	/** Undefined when nobody wants to know: a benchmark should not pay for a log. */
	open(call: Call, { at, connection, headers, fault }: Arrival): Entry | undefined {
		if (!this.#keep && !this.#onRequest) return undefined;
		const entry: Entry = {
			at,
			method: call.method,
			path: call.path,
			query: queryRecord(call.query),
			headers,
			body: call.text,
			reference: referenceOf(call),
			connection,
			requestId: call.requestId,
			fault,
			status: undefined,
			answer: undefined,
			executed: false,
		};
		if (this.#keep) this.entries.push(entry);
		return entry;
	}

	finish(entry: Entry): void {
		this.#onRequest?.(entry);
	}
}

/** What carries an externalRefID. */
const REFERENCED = ['/orders', '/asyncOrders', '/creditCardDeposits', '/transferFunds'];

function referenceOf({ method, path, text }: Call): string | undefined {
	if (method !== 'POST' || !REFERENCED.some((end) => path.endsWith(end))) return undefined;
	const body = parseJson(text);
	if (typeof body !== 'object' || body === null || !('externalRefID' in body)) return undefined;
	return typeof body.externalRefID === 'string' ? body.externalRefID : undefined;
}
