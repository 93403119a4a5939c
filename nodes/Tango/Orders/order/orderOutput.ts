import type { IDataObject } from 'n8n-workflow';
import type { Order, PlacedOrder } from '../../core';
import { dataObject } from '../../n8n/run/output';
import { hideRewardCredentials } from './rewardCredentials';

export interface OutputChoice {
	readonly simplify: boolean;
	/** Codes, links and PINs are money: only where they were asked for. */
	readonly includeRewardCredentials: boolean;
}

/** One order as an output item: flat and short, or Tango's answer as it is. */
export function orderOutput(order: Order, { simplify, includeRewardCredentials }: OutputChoice): IDataObject {
	if (!simplify) return includeRewardCredentials ? dataObject(order) : hideRewardCredentials(order);
	return {
		referenceOrderID: order.referenceOrderID,
		externalRefID: order.externalRefID,
		status: order.status ?? order.orderStatus,
		rewardName: order.rewardName,
		utid: order.utid,
		amount: order.denomination?.value,
		currencyCode: order.denomination?.currencyCode,
		amountCharged: order.amountCharged?.total ?? order.amountCharged?.value,
		chargedCurrencyCode: order.amountCharged?.currencyCode,
		recipientEmail: order.recipient?.email,
		createdAt: order.createdAt,
		...(includeRewardCredentials ? { rewardCredentials: order.reward?.credentialList ?? [] } : {}),
	};
}

/**
 * A placed order: the same, with what this run knows about it. The code of an order that was there comes out only
 * when Tango's answer proves that it is the same reward for the same recipient: it may be somebody else's.
 */
export function placedOutput(placed: PlacedOrder, choice: OutputChoice): IDataObject {
	const { order, replayed, attempts, requestId, untold } = placed;
	const isProved = untold.length === 0;
	const includeRewardCredentials = choice.includeRewardCredentials && isProved;
	const { referenceOrderID, externalRefID, status, ...rest } = orderOutput(order, {
		...choice,
		includeRewardCredentials,
	});
	return {
		referenceOrderID,
		externalRefID,
		status,
		replayed,
		...rest,
		attempts,
		requestId,
		...(isProved ? {} : { notProved: notProvedWords(untold) }),
	};
}

function notProvedWords(untold: readonly string[]): string {
	return `Tango already had this order and did not tell its ${untold.join(', ')}, so nobody can say that it is this reward for this recipient. Its code, link or PIN is not shown. Look at the order in Tango before you rely on it.`;
}
