import { z } from 'zod/v4';
import { money, recipient } from './order';

/* Tango's line item, the reward of an order, read leniently. */
const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

const lineItemShape = z.looseObject({
	referenceLineItemID: text,
	referenceOrderID: text,
	status: text,
	rewardStatus: text,
	canCancel: flag,
	canFreeze: flag,
	deliveryMethod: text,
	utid: text,
	rewardName: text,
	dateIssued: text,
	amountIssued: money,
	amountCharged: money,
	/** Null for all but Choice products. */
	remainingBalance: z.number().nullable().optional().catch(undefined),
	recipient,
	// Tango spells IDs in both ways.
	reissuedToReferenceLineItemId: text,
	reissuedToReferenceLineItemID: text,
	deliveryStatus: text,
	emailStatus: text,
	expirationDate: text,
	reissuedFromReferenceLineItemId: text,
	reissuedFromReferenceLineItemID: text,
	// Of line items alone Tango writes names with underlines.
	lineItemErrors: z
		.array(z.looseObject({ error_message: text, error_code: text }).catch({}))
		.optional()
		.catch(undefined),
	reward: z
		.looseObject({ credentialList: z.array(z.record(z.string(), z.unknown())).optional().catch(undefined) })
		.optional()
		.catch(undefined),
	// Both only of a single line item; an entry for each time.
	redemptionHistory: z.array(z.unknown()).optional().catch(undefined),
	rewardViewHistory: z.array(z.unknown()).optional().catch(undefined),
	lineItemActionHistory: z
		.array(z.looseObject({ action: text }).catch({}))
		.optional()
		.catch(undefined),
});

export type LineItem = z.infer<typeof lineItemShape>;

/** Never throws: what cannot be read is simply absent. */
export function readLineItem(json: unknown): LineItem {
	const parsed = lineItemShape.safeParse(json);
	return parsed.success ? parsed.data : {};
}

/** The one that it stands in the place of. */
export function reissuedFrom(lineItem: LineItem): string | undefined {
	return lineItem.reissuedFromReferenceLineItemId || lineItem.reissuedFromReferenceLineItemID || undefined;
}

/** Why it failed, in Tango's words. */
export function lineItemProblems({ lineItemErrors = [] }: LineItem): string[] {
	return lineItemErrors.flatMap(({ error_message, error_code }) => error_message ?? error_code ?? []);
}

/** The line item that stands in its place now; undefined where there is none. */
export function reissuedTo(lineItem: LineItem): string | undefined {
	return lineItem.reissuedToReferenceLineItemId || lineItem.reissuedToReferenceLineItemID || undefined;
}
