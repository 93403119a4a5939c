import type { CatalogItem } from '../catalog.ts';

export const ORDER_STATUSES = [
	'COMPLETE',
	'PENDING',
	'FAILED',
	'CANCELLED',
	'ON_HOLD',
	'QUEUED',
	'PARTIAL',
] as const;

export type OrderStatus = (typeof ORDER_STATUSES)[number];

export function isOrderStatus(value: unknown): value is OrderStatus {
	return ORDER_STATUSES.some((status) => status === value);
}

/** Amount and currency, as in `denomination` and `amountCharged`. */
export interface Money {
	readonly value: number;
	readonly currencyCode: string;
	readonly exchangeRate?: number;
	readonly fee?: number;
	readonly total: number;
}

/** Body of POST /orders. */
export interface OrderCriteria {
	readonly externalRefID?: string;
	readonly customerIdentifier: string;
	readonly accountIdentifier: string;
	readonly utid: string;
	readonly amount: number;
	readonly deliveryMethod?: string;
	readonly sendEmail?: boolean;
	readonly recipient?: Recipient;
	readonly sender?: Person;
	readonly emailSubject?: string;
	readonly message?: string;
	readonly etid?: string;
	readonly ptid?: string;
	readonly campaign?: string;
	readonly purchaseOrderNumber?: string;
	readonly notes?: string;
	readonly expirationDate?: string;
}

export interface Person {
	readonly firstName?: string;
	readonly lastName?: string;
	readonly email?: string;
}

export interface Recipient extends Person {
	readonly mobileNumber?: string;
	readonly address?: Readonly<Record<string, string>>;
}

/** An executed order. */
export interface Order {
	readonly referenceOrderID: string;
	readonly externalRefID: string | undefined;
	readonly customerIdentifier: string;
	readonly accountIdentifier: string;
	readonly accountNumber: string;
	readonly deliveryMethod: string;
	readonly criteria: OrderCriteria;
	readonly item: CatalogItem;
	readonly denomination: Money;
	readonly amountCharged: Money;
	/** Both may be set back, so that a test need not wait for days. */
	createdAt: string;
	createdAtMs: number;
	status: OrderStatus;
}

/** Middle part and first counter of the reference in Tango's own published sample. */
const PLATFORM_NUMBER = 1401;
const FIRST_ORDER_NUMBER = 64;

/** The executed orders and those in process, found by reference without a scan. */
export class OrderBook {
	readonly orders: Order[] = [];
	readonly #byOrderID = new Map<string, Order>();
	readonly #byReference = new Map<string, Order[]>();
	readonly #inProcess = new Set<string>();
	/** Not even a reset gives a number twice: clients remember what they are in doubt about. */
	#next = FIRST_ORDER_NUMBER;

	reset(): void {
		this.orders.length = 0;
		this.#byOrderID.clear();
		this.#byReference.clear();
		this.#inProcess.clear();
	}

	add(order: Order): void {
		this.orders.push(order);
		this.#byOrderID.set(order.referenceOrderID, order);
		if (order.externalRefID === undefined) return;
		const same = this.#byReference.get(order.externalRefID);
		if (same) same.push(order);
		else this.#byReference.set(order.externalRefID, [order]);
	}

	find(referenceOrderID: string): Order | undefined {
		return this.#byOrderID.get(referenceOrderID);
	}

	withReference(externalRefID: string): readonly Order[] {
		return this.#byReference.get(externalRefID) ?? [];
	}

	/** The order an account already has under a reference: a reference is unique per account only. */
	existing(accountIdentifier: string, externalRefID: string): Order | undefined {
		return this.withReference(externalRefID).find((order) => order.accountIdentifier === accountIdentifier);
	}

	/** Claims a reference for processing; false when another request holds it. */
	begin(accountIdentifier: string, externalRefID: string): boolean {
		const key = `${accountIdentifier} ${externalRefID}`;
		if (this.#inProcess.has(key)) return false;
		this.#inProcess.add(key);
		return true;
	}

	end(accountIdentifier: string, externalRefID: string): void {
		this.#inProcess.delete(`${accountIdentifier} ${externalRefID}`);
	}

	/** `RA` (ordered through the API), day, platform, running number. */
	nextOrderID(now: Date): string {
		const day = now.toISOString().slice(2, 10).replaceAll('-', '');
		return `RA${day}-${PLATFORM_NUMBER}-${this.#next++}`;
	}
}
