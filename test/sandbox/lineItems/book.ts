import type { Order } from '../orders/book.ts';

export type LineAction = 'CANCEL' | 'FREEZE' | 'UNFREEZE' | 'CANCEL_AND_REISSUE';

/** Something that was done to a line item. */
export interface Deed {
	readonly action: LineAction;
	readonly reason: string;
	readonly actionDate: string;
	readonly newReferenceLineItemId?: string | undefined;
}

export interface Resend {
	readonly at: number;
	readonly deliveryMethod: string;
	readonly email: string | undefined;
	readonly mobileNumber: string | undefined;
}

/** What became of a line item after its order. */
export interface Fate {
	frozen: boolean;
	reissuedTo: string | undefined;
	reissuedFrom: string | undefined;
	readonly deeds: Deed[];
	readonly resends: Resend[];
	/** When the recipient looked at the reward. */
	readonly views: string[];
	/** What the recipient took of it, in its own currency. */
	readonly redemptions: number[];
	readonly changes: { purchaseOrderNumber?: string; campaign?: string; orderNotes?: string };
	/** What was acknowledged (202) and does not show yet. */
	waiting: { looks: number; readonly apply: () => void } | undefined;
}

/** One reward of an order: here each order has one. */
export interface LineItem {
	readonly id: string;
	readonly order: Order;
	readonly fate: Fate;
}

const LINE = '-1';

/** What happened to line items; the orders themselves are the order book's. */
export class LineItemBook {
	readonly #fates = new Map<string, Fate>();
	/** How often a line item is looked at before what was acknowledged shows. */
	lag = 0;
	/** The rule that refuses every resend; undefined: only the one of 30 seconds does. */
	resendRule: '403.004' | '403.023' | undefined = undefined;

	reset(): void {
		this.#fates.clear();
		this.lag = 0;
		this.resendRule = undefined;
	}

	of(order: Order): LineItem {
		const id = lineItemID(order);
		const fate = this.#fates.get(id) ?? untouched();
		this.#fates.set(id, fate);
		return { id, order, fate };
	}

	/** The recipient opens the reward. */
	view(order: Order): void {
		this.of(order).fate.views.push(new Date().toISOString());
	}

	/** The recipient takes all of it, or a part. */
	redeem(order: Order, value = order.denomination.value): void {
		this.of(order).fate.redemptions.push(value);
	}

	/** Carries a change out, after as many looks as `lag` says. */
	acknowledge({ fate }: LineItem, apply: () => void): void {
		if (this.lag === 0) apply();
		else fate.waiting = { looks: this.lag, apply };
	}

	/** Somebody looks at it. */
	look({ fate }: LineItem): void {
		const { waiting } = fate;
		if (!waiting) return;
		waiting.looks -= 1;
		if (waiting.looks >= 0) return;
		fate.waiting = undefined;
		waiting.apply();
	}
}

/** Of an asynchronous order each line is an order here, and has its number already. */
export function lineItemID({ referenceOrderID }: Order): string {
	return isAsyncLine(referenceOrderID) ? referenceOrderID : `${referenceOrderID}${LINE}`;
}

/** `AA261125-1401-64-1` */
function isAsyncLine(id: string): boolean {
	return /^AA\d+(?:-\d+){3}$/.test(id);
}

/** The order that a line item belongs to. */
export function orderIDOf(referenceLineItemID: string): string {
	return referenceLineItemID.endsWith(LINE) ? referenceLineItemID.slice(0, -LINE.length) : '';
}

function untouched(): Fate {
	return {
		frozen: false,
		reissuedTo: undefined,
		reissuedFrom: undefined,
		deeds: [],
		resends: [],
		views: [],
		redemptions: [],
		changes: {},
		waiting: undefined,
	};
}
