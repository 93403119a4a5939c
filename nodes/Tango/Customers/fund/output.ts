import type { IDataObject } from 'n8n-workflow';
import type { Deposit, DepositBody, JsonRecord, Movement, Transfer, TransferBody } from '../../core';
import { pick } from '../../n8n/run/output';

const DEPOSIT_FIELDS = [
	'referenceDepositID',
	'externalRefID',
	'status',
	'amount',
	'amountCharged',
	'feePercent',
	'accountNumber',
	'createdDate',
];

export function depositOutput(deposit: Deposit): IDataObject {
	return pick(deposit, DEPOSIT_FIELDS);
}

/** Says of a replayed movement only what Tango says: not even its amount is known. */
function note(kind: 'deposit' | 'transfer', balances: string): string {
	return `Tango knew this reference already, so no money was moved again. It does not tell the amount or the status of that ${kind}: compare with ${balances}.`;
}

/** A deposit that was made, now or before. */
export function depositMovementOutput(
	movement: Movement<Deposit>,
	{ externalRefID, accountIdentifier }: DepositBody,
): IDataObject {
	const { replayed, attempts, requestId } = movement;
	if (movement.replayed) {
		const account = movement.balances.get(accountIdentifier);
		return {
			externalRefID,
			replayed,
			accountIdentifier,
			currentBalance: account?.currentBalance,
			currencyCode: account?.currencyCode,
			note: note('deposit', 'the balance'),
			attempts,
			requestId,
		};
	}
	const { referenceDepositID, status, amount, amountCharged, feePercent, createdDate } = movement.answer;
	return {
		referenceDepositID,
		externalRefID,
		status,
		replayed,
		accountIdentifier,
		amount,
		amountCharged,
		feePercent,
		createdDate,
		attempts,
		requestId,
	};
}

/** A transfer that was made, now or before, with the balances of both accounts after it. */
export function transferOutput(
	movement: Movement<Transfer>,
	{ externalRefID, transferFrom, transferTo }: TransferBody,
): IDataObject {
	const { replayed, attempts, requestId } = movement;
	if (movement.replayed) {
		const [from, to] = [transferFrom, transferTo].map((account) => movement.balances.get(account));
		return {
			externalRefID,
			replayed,
			transferFrom,
			transferTo,
			currencyCode: from?.currencyCode,
			transferFromBalance: from?.currentBalance,
			transferToBalance: to?.currentBalance,
			note: note('transfer', 'the balances'),
			attempts,
			requestId,
		};
	}
	const { answer } = movement;
	return {
		externalRefID,
		replayed,
		transferFrom,
		transferTo,
		transferredAmount: answer.transferredAmount,
		currencyCode: answer.transferFrom?.currencyCode,
		transferFromBalance: answer.transferFrom?.endingBalance,
		transferToBalance: answer.transferTo?.endingBalance,
		transferNotes: answer.transferNotes,
		transferDate: answer.transferDate,
		attempts,
		requestId,
	};
}

const SIMPLE_CARD_FIELDS = [
	'token',
	'label',
	'lastFourDigits',
	'expirationDate',
	'status',
	'activationDate',
	'customerIdentifier',
	'accountIdentifier',
];

const CARD_FIELDS = [...SIMPLE_CARD_FIELDS, 'accountNumber', 'createdDate', 'contactInformation'];

/** One card. Only the documented fields pass, so that no card number ever gets into workflow data. */
export function cardOutput(card: JsonRecord, simplify: boolean): IDataObject {
	return pick(card, simplify ? SIMPLE_CARD_FIELDS : CARD_FIELDS);
}
