import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import type { CallOptions, Client, TangoAnswer } from '../../../../nodes/Tango/core/call/client.ts';
import type { TangoRequest } from '../../../../nodes/Tango/core/call/request.ts';
import { TangoError, type TangoErrorFacts } from '../../../../nodes/Tango/core/foundation/errors.ts';
import type { WantedLine } from '../../../../nodes/Tango/core/bulk/line.ts';

export const HEAD = { customerIdentifier: 'acme-rewards', accountIdentifier: 'acme-usd' };

export function line(reference: string, amount = 25): WantedLine {
	return {
		externalRefLineItemID: reference,
		utid: 'U666425',
		amount,
		deliveryMethod: 'EMAIL',
		recipient: { email: 'jane@example.com', firstName: 'Jane' },
	};
}

interface Kept {
	readonly lines: readonly WantedLine[];
	isTold: boolean;
}

/** What happens to one request. */
export type Fate = 'fine' | 'lostBefore' | 'lostAfter' | 'late';

/**
 * Tango as far as its texts go: one order per externalRefID, its lines told when it is asked for. It looks at no other
 * order's lines, so that whatever comes twice is paid twice.
 */
export class Ledger implements Client {
	readonly orders = new Map<string, Kept>();
	readonly bodies: string[] = [];
	/** Taken from the front, one for each POST. */
	fates: Fate[] = [];
	maxLines = Infinity;
	/** Amounts that are refused. */
	refuses: (line: WantedLine) => boolean = () => false;
	/** What each POST is refused with, taken from the front. */
	refusals: TangoError[] = [];
	/** Orders of which Tango tells no line. */
	isSilent = false;
	readsFail = false;
	#late: Array<() => void> = [];

	/** Every line that was paid, as often as it was. */
	get paid(): string[] {
		return [...this.orders.values()].flatMap(({ lines }) =>
			lines.filter((one) => !this.refuses(one)).map((one) => one.externalRefLineItemID),
		);
	}

	/** Requests that were still on their way arrive. */
	arrive(): void {
		for (const one of this.#late.splice(0)) {
			try {
				one();
			} catch {
				// Refused, and nobody is there any more to be told.
			}
		}
	}

	async send(endpoint: unknown, request: TangoRequest, call: CallOptions): Promise<TangoAnswer> {
		await Promise.resolve();
		if (endpoint === ENDPOINTS.getAsyncOrder) return this.#read(request);
		return this.#take(request, call);
	}

	#read({ externalRefID = '', query = {} }: TangoRequest): TangoAnswer {
		if (this.readsFail) throw new TangoError('UNAVAILABLE', { attempts: 5 });
		const kept = this.orders.get(externalRefID);
		if (!kept) throw new TangoError('NOT_FOUND', { status: 404, i18nKey: '404.110' });
		const from = Number(query.nextCursor ?? 0);
		const size = Number(query.maxResults ?? 100);
		const told = kept.isTold ? kept.lines : [];
		const more = from + size < told.length;
		return answer(200, {
			referenceOrderID: `AA-${externalRefID.slice(2, 8)}`,
			externalRefID,
			orderStatus: kept.isTold ? 'COMPLETE' : 'PENDING',
			totalLineItems: kept.lines.length,
			pagination: { nextPageAvailable: more, ...(more ? { nextCursor: String(from + size) } : {}) },
			lineItems: told.slice(from, from + size).map((one) => ({
				...one,
				lineItemStatus: this.refuses(one) ? 'FAILED' : 'COMPLETE',
				lineItemErrors: this.refuses(one) ? [{ errorCode: '422.025', errorMessage: 'no' }] : [],
			})),
		});
	}

	#take({ body = {}, externalRefID = '' }: TangoRequest, { maxAttempts }: CallOptions): TangoAnswer {
		const lines = linesOf(body);
		this.bodies.push(JSON.stringify(body));
		const refusal = this.refusals.shift();
		if (refusal) throw refusal;
		const fate = this.fates.shift() ?? 'fine';
		const take = () => {
			if (this.orders.has(externalRefID)) return answer(200, this.#entity(externalRefID));
			if (lines.length > this.maxLines)
				throw rejected({ status: 422, apiFields: [{ path: 'lineItems', message: 'too many' }] });
			this.orders.set(externalRefID, { lines, isTold: !this.isSilent });
			return answer(202, this.#entity(externalRefID));
		};
		const lost = new TangoError('OUTCOME_UNKNOWN', { externalRefID, attempts: maxAttempts });
		switch (fate) {
			case 'fine':
				return take();
			case 'lostBefore':
				throw lost;
			case 'lostAfter':
				take();
				throw lost;
			case 'late':
				this.#late.push(take);
				throw lost;
		}
	}

	#entity(externalRefID: string) {
		const lines = this.orders.get(externalRefID)?.lines ?? [];
		return {
			externalRefID,
			status: 'PENDING',
			totalLineItems: lines.length,
			failedLineItems: lines.filter(this.refuses).map(({ externalRefLineItemID }) => ({
				externalRefLineItemID,
				errors: [{ field: 'amount', message: 'no' }],
			})),
		};
	}
}

export function rejected(facts: TangoErrorFacts): TangoError {
	return new TangoError('REJECTED', { attempts: 1, ...facts });
}

function answer(status: number, json: unknown): TangoAnswer {
	return { status, json, attempts: 1, requestId: 'r-1' };
}

function linesOf({ lineItems }: Readonly<Record<string, unknown>>): WantedLine[] {
	return Array.isArray(lineItems) ? lineItems.filter(isLine) : [];
}

function isLine(value: unknown): value is WantedLine {
	return typeof value === 'object' && value !== null && 'externalRefLineItemID' in value;
}
