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

/** The line item that stands in its place now; undefined where there is none. */
export function reissuedTo(lineItem: LineItem): string | undefined {
	return lineItem.reissuedToReferenceLineItemId || lineItem.reissuedToReferenceLineItemID || undefined;
}
