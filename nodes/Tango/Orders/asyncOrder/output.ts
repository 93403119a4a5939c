import type { IDataObject } from 'n8n-workflow';
import {
	isRefused,
	readBulkLine,
	readOrder,
	readProblems,
	records,
	without,
	type JsonRecord,
} from '../../core';
import { dataObject, NONE, pick } from '../../n8n/run/output';
import { hideRewardCredentials } from '../order/rewardCredentials';

const HEAD_FIELDS = [
	'createdAt',
	'completedAt',
	'campaign',
	'purchaseOrderNumber',
	'notes',
	'orderNotes',
	'referenceOrderID',
	'accountIdentifier',
	'customerIdentifier',
	'externalRefID',
];

/** A Bulk Order as a whole. */
export function bulkOutput(order: JsonRecord, simplify: boolean): IDataObject {
	if (!simplify) return dataObject(order);
	const { orderStatus, totalLineItems, totalLineItemsRows, orderErrors } = order;
	const { amountCharged } = readOrder(order);
	return {
		...dataObject({ status: orderStatus, totalLineItems: totalLineItems ?? totalLineItemsRows }),
		amountCharged: amountCharged?.total ?? amountCharged?.value,
		chargedCurrencyCode: amountCharged?.currencyCode,
		problem: problemOf(orderErrors),
		...pick(order, HEAD_FIELDS),
	};
}

/** One row of it. */
export function rowOutput(
	line: JsonRecord,
	head: JsonRecord,
	{ simplify, includeRewardCredentials = false }: { simplify: boolean; includeRewardCredentials?: boolean },
): IDataObject {
	if (!simplify) return includeRewardCredentials ? dataObject(line) : withoutCodes(line);
	const told = readBulkLine(line);
	const { recipient, amountCharged, denomination } = readOrder({ ...line, denomination: line.amountIssued });
	return {
		...dataObject({ status: told.lineItemStatus, problem: problemOf(told.lineItemErrors) }),
		...dataObject({ rewardName: told.rewardName, amount: denomination?.value ?? told.amount }),
		currencyCode: denomination?.currencyCode,
		recipientEmail: recipient?.email,
		recipientFirstName: recipient?.firstName,
		recipientLastName: recipient?.lastName,
		recipientMobileNumber: recipient?.mobileNumber,
		...pick(line, [
			'deliveryMethod',
			'deliveryStatus',
			'scheduledDeliveryDate',
			'dateIssued',
			'lineItemNotes',
		]),
		amountCharged: amountCharged?.total ?? amountCharged?.value,
		chargedCurrencyCode: amountCharged?.currencyCode,
		referenceLineItemID: told.referenceLineItemID ?? told.referenceLineItemId,
		// As what Create calls Reference: a row that failed is sent again under the same one.
		...(isRefused(told) ? { reference: told.externalRefLineItemID } : {}),
		...pick(line, ['utid', 'externalRefLineItemID']),
		...pick(head, ['referenceOrderID', 'accountIdentifier', 'customerIdentifier', 'externalRefID']),
		...(includeRewardCredentials ? { rewardCredentials: records(line.rewards).flatMap(codesOf) } : {}),
	};
}

function problemOf(errors: unknown): string {
	return readProblems(Array.isArray(errors) ? errors : []).join('; ') || NONE;
}

/** As Tango sent it, but for codes, and for whatever repeats one of them. */
function withoutCodes(line: JsonRecord): IDataObject {
	const rewards = records(line.rewards);
	if (rewards.length === 0) return dataObject(line);
	const codes = rewards.flatMap(codesOf);
	const order = { ...without(line, 'rewards'), reward: { credentialList: codes } };
	const shown = dataObject(without(hideRewardCredentials(order), 'reward'));
	return {
		...shown,
		rewards: rewards.map(({ rewardStatus }) => dataObject({ rewardStatus, credentials: '[hidden]' })),
	};
}

function codesOf({ credentialList }: JsonRecord): IDataObject[] {
	return records(credentialList).map(dataObject);
}
