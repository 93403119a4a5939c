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

/** Deposits and transfers. Their references are unique on the whole platform, both kinds together. */
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

	isTaken(externalRefID: string): boolean {
		return [...this.deposits, ...this.transfers].some((one) => one.externalRefID === externalRefID);
	}

	/** Claims a reference for processing; false when another request holds it. */
	begin(externalRefID: string): boolean {
		if (this.#inProcess.has(externalRefID)) return false;
		this.#inProcess.add(externalRefID);
		return true;
	}

	end(externalRefID: string): void {
		this.#inProcess.delete(externalRefID);
	}

	nextDepositID(now: Date): string {
		const day = now.toISOString().slice(2, 10).replaceAll('-', '');
		return `RAD${day}-${FIRST_DEPOSIT_NUMBER + this.deposits.length}`;
	}
}
