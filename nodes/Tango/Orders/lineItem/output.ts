import type { IDataObject } from 'n8n-workflow';
import { lineItemProblems, readLineItem, reissuedFrom, reissuedTo, type JsonRecord } from '../../core';
import { dataObject, NONE, pick } from '../../n8n/run/output';
import { fullName } from '../order/orderOutput';
import { hideRewardCredentials } from '../order/rewardCredentials';

interface LineItemChoice {
	readonly simplify: boolean;
	readonly includeRewardCredentials?: boolean;
}

/** One line item as an output item: flat and short, or Tango's answer as it is; codes only where they were asked for. */
export function lineItemOutput(
	raw: JsonRecord,
	{ simplify, includeRewardCredentials = false }: LineItemChoice,
): IDataObject {
	if (!simplify) return includeRewardCredentials ? dataObject(raw) : hideRewardCredentials(raw);
	const lineItem = readLineItem(raw);
	const { amountIssued, amountCharged, recipient, reward } = lineItem;
	return {
		status: lineItem.status,
		rewardName: lineItem.rewardName,
		amount: amountIssued?.value,
		currencyCode: amountIssued?.currencyCode,
		recipientEmail: recipient?.email,
		recipientName: fullName(recipient),
		recipientMobileNumber: recipient?.mobileNumber,
		...pick(raw, ['deliveryMethod', 'deliveryStatus', 'emailStatus', 'rewardStatus', 'remainingBalance']),
		problem: lineItemProblems(lineItem).join('; ') || NONE,
		...pick(raw, ['canCancel', 'canFreeze', 'dateIssued', 'expirationDate']),
		amountCharged: amountCharged?.total ?? amountCharged?.value,
		chargedCurrencyCode: amountCharged?.currencyCode,
		...pick(raw, ['campaign', 'purchaseOrderNumber', 'orderNotes', 'lineItemActionReason']),
		reissuedFromReferenceLineItemID: reissuedFrom(lineItem),
		reissuedToReferenceLineItemID: reissuedTo(lineItem),
		...pick(raw, ['referenceLineItemID', 'referenceOrderID', 'utid', 'etid']),
		...pick(raw, ['accountIdentifier', 'customerIdentifier', 'externalReferenceLineItemID']),
		...(includeRewardCredentials
			? { rewardCredentials: (reward?.credentialList ?? []).map(dataObject) }
			: {}),
	};
}
