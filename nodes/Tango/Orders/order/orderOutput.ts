import type { IDataObject } from 'n8n-workflow';
import type { JsonRecord, Order, PlacedOrder } from '../../core';
import { dataObject } from '../../n8n/run/output';
import { notProvedWords } from './notProved';
import { hideRewardCredentials } from './rewardCredentials';

export interface OutputChoice {
	readonly simplify: boolean;
	/** Codes, links and PINs are money: only where they were asked for. */
	readonly includeRewardCredentials: boolean;
	/** The user's own reference, where it is known: Tango knows only what was made of it. */
	readonly reference?: string | undefined;
	/** The order as Tango sent it: what was read of it lacks what has another type than expected. */
	readonly raw?: JsonRecord | undefined;
}

/** What a run knows of an order beside Tango's answer. */
type RunFacts = Pick<PlacedOrder, 'replayed' | 'attempts' | 'requestId'>;

/** One order as an output item: flat and short, or Tango's answer as it is. */
export function orderOutput(order: Order, choice: OutputChoice): IDataObject {
	if (choice.simplify) return simplified(order, choice);
	const { raw = order, includeRewardCredentials } = choice;
	return includeRewardCredentials ? dataObject(raw) : hideRewardCredentials(raw);
}

/**
 * A placed order: the same, with what this run knows about it. The code of an order that was there comes out only
 * when Tango's answer proves that it is the same reward for the same recipient: it may be somebody else's.
 */
export function placedOutput(placed: Omit<PlacedOrder, 'isEarlier'>, choice: OutputChoice): IDataObject {
	const { order, raw, untold, replayed, attempts, requestId } = placed;
	const isProved = untold.length === 0;
	const shown = { ...choice, raw, includeRewardCredentials: choice.includeRewardCredentials && isProved };
	const run = { replayed, attempts, requestId };
	return {
		...(shown.simplify ? simplified(order, shown, run) : { ...orderOutput(order, shown), ...run }),
		...(isProved ? {} : { notProved: notProvedWords(untold) }),
	};
}

/** What people look for comes first, what only machines read last. */
function simplified(
	order: Order,
	{ reference, includeRewardCredentials }: OutputChoice,
	run?: RunFacts,
): IDataObject {
	const { denomination, amountCharged, recipient, reward } = order;
	return {
		status: order.status ?? order.orderStatus,
		...(run && { replayed: run.replayed }),
		rewardName: order.rewardName,
		amount: denomination?.value,
		currencyCode: denomination?.currencyCode,
		recipientEmail: recipient?.email,
		recipientName: fullName(recipient),
		deliveryMethod: order.deliveryMethod,
		amountCharged: amountCharged?.total ?? amountCharged?.value,
		chargedCurrencyCode: amountCharged?.currencyCode,
		createdAt: order.createdAt,
		referenceOrderID: order.referenceOrderID,
		referenceLineItemID: order.referenceLineItemID,
		...(reference === undefined ? {} : { reference }),
		utid: order.utid,
		accountIdentifier: order.accountIdentifier,
		customerIdentifier: order.customerIdentifier,
		externalRefID: order.externalRefID,
		...(run && { attempts: run.attempts, requestId: run.requestId }),
		...(includeRewardCredentials ? { rewardCredentials: reward?.credentialList ?? [] } : {}),
	};
}

export function fullName(recipient: Order['recipient']): string | undefined {
	const parts = [recipient?.firstName, recipient?.lastName].map((part) => part?.trim());
	return parts.filter(Boolean).join(' ') || undefined;
}
