import type { IDataObject } from 'n8n-workflow';
import { TangoError } from '../../core';
import { paidWords } from '../../n8n/words/forModels';
import { lineFacts, type Row, type Settled } from './lineOutput';

/** What a model is told of a row: what Tango refused is an error to it, so that it never reads as done. */
export function toolLineOutput(row: Row, result: Settled): IDataObject {
	if (result.kind === 'refused') {
		const { reasons, attempts, requestId } = result;
		const apiMessage = reasons.join('; ');
		throw new TangoError('REJECTED', { apiMessage, externalRefID: row.lineReference, attempts, requestId });
	}
	const isEarlier = result.kind === 'alreadyThere' && result.isEarlier;
	const { status, replayed, rewardName, amount, currencyCode, recipientEmail, recipientName, ...more } =
		lineFacts(row, result);
	return {
		...paidWords(typeof status === 'string' ? status : undefined, isEarlier),
		reference: row.lineReference,
		referenceOrderID: more.referenceOrderID,
		orderStatus: status,
		replayed,
		rewardName,
		amount,
		currencyCode,
		recipientEmail,
		recipientName,
		deliveryMethod: more.deliveryMethod,
	};
}

/** A model knows a reward by the reward's own reference, not by that of the Bulk Order that it went with. */
export function errorForModel({ code, facts }: TangoError, lineReference: string): TangoError {
	return new TangoError(code, { ...facts, externalRefID: lineReference });
}
