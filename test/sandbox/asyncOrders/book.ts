import type { Order, OrderCriteria, Person, Recipient } from '../orders/book.ts';

/** One line of the body of POST /asyncOrders. */
export interface LineCriteria {
	readonly externalRefLineItemID: string;
	readonly utid: string;
	readonly amount: number;
	readonly deliveryMethod: string;
	readonly recipient: Recipient;
	readonly quantity?: number;
	readonly deliveryDate?: string;
	readonly etid?: string;
	readonly ptid?: string;
	readonly expirationDate?: string;
	readonly emailSubject?: string;
	readonly message?: string;
	readonly lineItemNote?: string;
	readonly shippingMethod?: string;
}

/** Body of POST /asyncOrders. */
export interface AsyncOrderCriteria {
	readonly externalRefID: string;
	readonly customerIdentifier: string;
	readonly accountIdentifier: string;
	readonly sender?: Person;
	readonly campaign?: string;
	readonly purchaseOrderNumber?: string;
	readonly notes?: string;
	readonly lineItems: readonly LineCriteria[];
}

/** Why a line was refused, as the answer to POST words it. */
export interface LineProblem {
	readonly field: string;
	readonly errorCodeValue: string;
	readonly errorCodeName: string;
	readonly message: string;
}

export interface AsyncLine {
	readonly referenceLineItemID: string;
	readonly criteria: LineCriteria;
	/** What was paid for it; undefined for a line that was refused. */
	readonly order: Order | undefined;
	readonly problems: readonly LineProblem[];
	/** What PATCH changed. */
	note?: string | undefined;
	deliveryDate?: string | undefined;
}

export interface AsyncOrder {
	readonly referenceOrderID: string;
	readonly criteria: AsyncOrderCriteria;
	readonly accountNumber: string;
	readonly lines: readonly AsyncLine[];
	/** How often a line reference occurs in the request, where that is more than once. */
	readonly duplicates: Readonly<Record<string, number>>;
	readonly createdAt: string;
	readonly createdAtMs: number;
	/** While Tango works on it, it tells of no line. */
	isHeld: boolean;
	campaign: string | undefined;
	purchaseOrderNumber: string | undefined;
	notes: string | undefined;
}

/** The asynchronous orders, found by account and reference, and the switches of this endpoint. */
export class AsyncOrderBook {
	readonly orders: AsyncOrder[] = [];
	readonly #inProcess = new Set<string>();
	/** Undefined: open for this platform. */
	closedWith: 403 | 404 | undefined = undefined;
	/** The most lines of one request; undefined: as many as come. */
	maxLines: number | undefined = undefined;
	/** How a request with more lines is refused. */
	tooManyWith: 413 | 422 = 413;
	/** Lines that Tango refuses for reasons of its own. */
	refuses: (line: LineCriteria) => boolean = () => false;
	/** New orders tell of no line until `release()`. */
	holds = false;

	reset(): void {
		this.orders.length = 0;
		this.#inProcess.clear();
		this.closedWith = undefined;
		this.maxLines = undefined;
		this.tooManyWith = 413;
		this.holds = false;
		this.refuses = () => false;
	}

	find(accountIdentifier: string, externalRefID: string): AsyncOrder | undefined {
		return this.orders.find(
			({ criteria }) =>
				criteria.accountIdentifier === accountIdentifier && criteria.externalRefID === externalRefID,
		);
	}

	/** Everything that was paid, line by line: the ledger. */
	get rewards(): readonly Order[] {
		return this.orders.flatMap(({ lines }) => lines.flatMap(({ order }) => order ?? []));
	}

	rewardsFor(externalRefLineItemID: string): readonly Order[] {
		return this.rewards.filter(({ externalRefID }) => externalRefID === externalRefLineItemID);
	}

	line(referenceLineItemID: string): AsyncLine | undefined {
		return this.orders
			.flatMap(({ lines }) => lines)
			.find((line) => line.referenceLineItemID === referenceLineItemID);
	}

	release(): void {
		this.holds = false;
		for (const order of this.orders) order.isHeld = false;
	}

	/** Claims a reference for processing; false when another request holds it. */
	begin({ accountIdentifier, externalRefID }: AsyncOrderCriteria): boolean {
		const key = `${accountIdentifier} ${externalRefID}`;
		if (this.#inProcess.has(key)) return false;
		this.#inProcess.add(key);
		return true;
	}

	end({ accountIdentifier, externalRefID }: AsyncOrderCriteria): void {
		this.#inProcess.delete(`${accountIdentifier} ${externalRefID}`);
	}

	/** `AA` (ordered through the asynchronous API), day, platform, running number. */
	nextOrderID(now: Date): string {
		return `AA${now.toISOString().slice(2, 10).replaceAll('-', '')}-1401-${64 + this.orders.length}`;
	}
}

/** The line as the order that it becomes. */
export function orderOf(line: LineCriteria, head: AsyncOrderCriteria): OrderCriteria {
	const { externalRefLineItemID, utid, amount, deliveryMethod, recipient } = line;
	const { etid, ptid, expirationDate, emailSubject, message } = line;
	const { customerIdentifier, accountIdentifier, sender } = head;
	return {
		externalRefID: externalRefLineItemID,
		customerIdentifier,
		accountIdentifier,
		utid,
		amount,
		deliveryMethod,
		recipient,
		...(sender && { sender }),
		...(etid !== undefined && { etid }),
		...(ptid !== undefined && { ptid }),
		...(expirationDate !== undefined && { expirationDate }),
		...(emailSubject !== undefined && { emailSubject }),
		...(message !== undefined && { message }),
	};
}
