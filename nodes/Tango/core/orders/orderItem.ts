import type { CallOptions, Client } from '../call/client';
import type { Catalog } from '../catalog/catalog';
import type { Directory } from '../directory/directory';
import type { Accounts } from '../money/accounts';
import type { Spending } from '../money/spending';

/** What planning an order has to know of it; whoever hands one in may add to it. */
export interface WantedOrder {
	readonly customerIdentifier: string;
	readonly accountIdentifier: string;
	readonly utid: string;
	/** In the reward's own currency. */
	readonly amount: number;
	readonly deliveryMethod: string;
	readonly recipientEmail?: string | undefined;
	readonly recipientMobileNumber?: string | undefined;
	readonly recipientFirstName?: string | undefined;
	readonly recipientLastName?: string | undefined;
	/** Absent where an AI agent asks: then the scope of the tool and what is ordered make the reference. */
	readonly referenceSource?: 'businessKey' | 'automatic' | 'payload' | undefined;
	readonly reference?: string | undefined;
	readonly referenceScope?: string | undefined;
	readonly toolScope?: string | undefined;
	/** Which of several equal rewards of one event. */
	readonly rewardNumber?: number | undefined;
	readonly additionalFields: {
		readonly etid?: string | undefined;
		/** A day: 2026-12-31. */
		readonly expirationDate?: string | undefined;
	};
	readonly spendingLimits: 'on' | 'off';
	/** Both in the account's currency, fee included; without a meaning where the limits are off. */
	readonly maximumAmount?: number | undefined;
	readonly maximumTotal?: number | undefined;
}

/** One order of a run, with what may be asked of Tango for it. */
export interface OrderItem {
	readonly params: WantedOrder;
	readonly itemIndex: number;
	readonly tango: Client & {
		readonly catalog: Catalog;
		readonly directory: Directory;
		readonly accounts: Accounts;
		/** The day in UTC: 2026-11-25. */
		today(): string;
	};
	readonly call: CallOptions;
	/** What stands against one item keeps all of them from being placed. */
	readonly stopsRun?: boolean | undefined;
	/** What the execution has spent so far. */
	readonly spending: Spending;
	/** What identifies this item in this run and in every retry of it. */
	readonly automaticReferenceParts: () => readonly string[];
}
