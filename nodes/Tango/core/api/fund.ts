import { z } from 'zod/v4';

/* Answers about money that moved, read leniently: what was paid is never lost because of a field. */
const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);

const depositShape = z.looseObject({
	referenceDepositID: text,
	externalRefID: text,
	/** Success, Pending (up to three business days) or Declined. */
	status: text,
	amount: number,
	/** What the card pays, fee included; US dollars like `amount`. */
	amountCharged: number,
	feePercent: number,
	accountNumber: text,
	createdDate: text,
});

const transferSide = z
	.looseObject({
		accountIdentifier: text,
		currencyCode: text,
		startingBalance: number,
		endingBalance: number,
	})
	.optional()
	.catch(undefined);

const transferShape = z.looseObject({
	externalRefID: text,
	transferFrom: transferSide,
	transferTo: transferSide,
	transferredAmount: number,
	transferNotes: text,
	transferDate: text,
});

export type Deposit = z.infer<typeof depositShape>;
export type Transfer = z.infer<typeof transferShape>;

/** Never throws: what cannot be read is simply absent. */
export function readDeposit(json: unknown): Deposit {
	return depositShape.safeParse(json).data ?? {};
}

/** Never throws, as above. */
export function readTransfer(json: unknown): Transfer {
	return transferShape.safeParse(json).data ?? {};
}
