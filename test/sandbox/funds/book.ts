export type DepositStatus = 'SUCCESS' | 'PENDING' | 'DECLINED';

/** Body of POST /creditCardDeposits. */
export interface DepositCriteria {
	readonly customerIdentifier: string;
	readonly accountIdentifier: string;
	readonly creditCardToken: string;
	readonly amount: number;
	readonly externalRefID?: string;
}

/** A deposit on the books; a declined one moved no money. */
export interface Deposit {
	readonly referenceDepositID: string;
	readonly externalRefID: string | undefined;
	readonly accountIdentifier: string;
	readonly accountNumber: string;
	readonly amount: number;
	readonly amountCharged: number;
	readonly createdDate: string;
	readonly status: DepositStatus;
}

/** Body of POST /transferFunds. */
export interface TransferCriteria {
	readonly transferFrom: string;
	readonly transferTo: string;
	readonly amount: number;
	readonly externalRefID?: string;
	readonly transferNotes?: string;
}

/** A transfer that was carried out. */
export interface Transfer {
	readonly externalRefID: string | undefined;
	readonly transferFrom: string;
	readonly transferTo: string;
	readonly amount: number;
}

const FIRST_DEPOSIT_NUMBER = 1;

/** Where a reference is unique: a deposit's on its account, a transfer's on the whole platform. */
export interface FundReference {
	readonly externalRefID: string;
	readonly accountIdentifier: string | undefined;
}

/** Deposits and transfers. A deposit may not have the reference of a transfer either, nor the other way round. */
export class FundBook {
	readonly deposits: Deposit[] = [];
	readonly transfers: Transfer[] = [];
	readonly #inProcess = new Set<string>();

	reset(): void {
		this.deposits.length = 0;
		this.transfers.length = 0;
		this.#inProcess.clear();
	}

	find(referenceDepositID: string): Deposit | undefined {
		return this.deposits.find((deposit) => deposit.referenceDepositID === referenceDepositID);
	}

	isTaken({ externalRefID, accountIdentifier }: FundReference): boolean {
		const same = (one: Deposit | Transfer) => one.externalRefID === externalRefID;
		return (
			this.transfers.some(same) ||
			this.deposits.some(
				(one) => same(one) && (accountIdentifier ?? one.accountIdentifier) === one.accountIdentifier,
			)
		);
	}

	/** Claims a reference for processing; false when another request holds it. */
	begin(reference: FundReference): boolean {
		if (this.#inProcess.has(keyOf(reference))) return false;
		this.#inProcess.add(keyOf(reference));
		return true;
	}

	end(reference: FundReference): void {
		this.#inProcess.delete(keyOf(reference));
	}

	nextDepositID(now: Date): string {
		const day = now.toISOString().slice(2, 10).replaceAll('-', '');
		return `RAD${day}-${FIRST_DEPOSIT_NUMBER + this.deposits.length}`;
	}
}

function keyOf({ externalRefID, accountIdentifier = '' }: FundReference): string {
	return `${accountIdentifier} ${externalRefID}`;
}
