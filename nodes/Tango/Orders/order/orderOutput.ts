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

/** A placed order: the same, with what this run knows about it. */
export function placedOutput(placed: PlacedOrder, choice: OutputChoice): IDataObject {
	const { referenceOrderID, externalRefID, status, ...rest } = orderOutput(placed.order, choice);
	const { replayed, attempts, requestId } = placed;
	return { referenceOrderID, externalRefID, status, replayed, ...rest, attempts, requestId };
}
