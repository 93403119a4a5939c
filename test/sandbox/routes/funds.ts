import { ApiError } from '../errors.ts';
import { type Answer, jsonAnswer } from '../exchange.ts';
import { TANGO_FACTS } from '../facts/tango.ts';
import type { Deposit, DepositCriteria, TransferCriteria } from '../funds/book.ts';
import { deposit, DEPOSIT_FEE_PERCENT, transfer, type TransferSide } from '../funds/move.ts';
import type { Route, Visit } from '../router.ts';

export const fundRoutes: readonly Route[] = [
	{ verb: 'post', path: '/creditCardDeposits', handle: createDeposit },
	{ verb: 'get', path: '/creditCardDeposits/{referenceDepositID}', handle: getDeposit },
	{ verb: 'post', path: '/transferFunds', handle: transferFunds },
];

const readDeposit = TANGO_FACTS.bodyReader<DepositCriteria>('post', '/creditCardDeposits');
const readTransfer = TANGO_FACTS.bodyReader<TransferCriteria>('post', '/transferFunds');

async function createDeposit(visit: Visit): Promise<Answer> {
	const criteria = readDeposit(visit.call.text);
	return await once(criteria, visit, () => depositView(deposit(criteria, visit.store)));
}

function getDeposit({ store, parameter }: Visit): Answer {
	const found = store.funds.find(parameter('referenceDepositID'));
	if (!found) throw new ApiError(404, undefined, 'Deposit not found');
	return jsonAnswer(200, depositView(found));
}

async function transferFunds(visit: Visit): Promise<Answer> {
	const criteria = readTransfer(visit.call.text);
	return await once(criteria, visit, () => {
		const { transferDate, from, to } = transfer(criteria, visit.store);
		return {
			transferDate,
			transferredAmount: criteria.amount,
			transferNotes: criteria.transferNotes,
			transferFrom: sideView(from),
			transferTo: sideView(to),
			externalRefID: criteria.externalRefID,
		};
	});
}

/** Unlike an order, a known reference is a conflict, and the answer does not tell what it belongs to. */
async function once(
	{ externalRefID, accountIdentifier }: { externalRefID?: string; accountIdentifier?: string },
	{ call, store }: Visit,
	execute: () => unknown,
): Promise<Answer> {
	const reference = externalRefID ? { externalRefID, accountIdentifier } : undefined;
	if (reference !== undefined) {
		if (store.funds.isTaken(reference)) {
			throw new ApiError(409, '409.001', 'externalRefID is not unique. Duplicate funding request.');
		}
		if (!store.funds.begin(reference)) {
			throw new ApiError(
				409,
				'409.002',
				`Another request with the same external reference ID ${externalRefID} is in process but not complete`,
			);
		}
	}
	try {
		if (call.processingMs > 0) await call.pause(call.processingMs);
		return { ...jsonAnswer(200, execute()), executed: true };
	} finally {
		if (reference !== undefined) store.funds.end(reference);
	}
}

function depositView(deposit: Deposit) {
	return {
		referenceDepositID: deposit.referenceDepositID,
		amount: deposit.amount,
		amountCharged: deposit.amountCharged,
		feePercent: DEPOSIT_FEE_PERCENT,
		createdDate: deposit.createdDate,
		status: deposit.status,
		externalRefID: deposit.externalRefID,
		accountNumber: deposit.accountNumber,
	};
}

function sideView({ account, startingBalance, endingBalance }: TransferSide) {
	const { accountIdentifier, accountNumber, displayName, currencyCode, status, contactEmail } = account;
	return {
		accountIdentifier,
		accountNumber,
		displayName,
		currencyCode,
		startingBalance,
		endingBalance,
		status,
		contactEmail,
	};
}
