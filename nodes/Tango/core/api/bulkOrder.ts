import { z } from 'zod/v4';
import { readRecord } from './page';

/*
 * Tango's asynchronous orders ("Bulk Orders"), read leniently: what was paid is never lost because of a field.
 * A line's refusal comes in two shapes, one when the order is taken and one when it is looked at later.
 */
const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const list = z.array(z.unknown()).catch([]);

const lineShape = z.looseObject({
	// Spelled in both ways.
	referenceLineItemId: text,
	referenceLineItemID: text,
	externalRefLineItemID: text,
	lineItemStatus: text,
	deliveryMethod: text,
	rewardName: text,
	utid: text,
	amount: number,
	recipient: z.unknown(),
	amountCharged: z.unknown(),
	lineItemErrors: list,
});

const detailShape = z.looseObject({
	referenceOrderID: text,
	externalRefID: text,
	orderStatus: text,
	createdAt: text,
	completedAt: text,
	totalLineItems: number,
	pagination: z.unknown(),
	lineItems: list,
});

const answerShape = z.looseObject({
	status: text,
	createdAt: text,
	totalLineItems: number,
	failedLineItems: list,
});

const refusedLine = z.looseObject({ externalRefLineItemID: text, errors: list });
const problemShape = z.looseObject({ field: text, message: text, errorMessage: text, errorCode: text });
const pagination = z.looseObject({
	nextCursor: text,
	nextPageAvailable: z.boolean().optional().catch(undefined),
});

export type BulkLine = z.infer<typeof lineShape>;
export type BulkOrder = z.infer<typeof detailShape>;

/** What Tango says when it takes a Bulk Order. */
export interface BulkAnswer {
	readonly status: string | undefined;
	readonly createdAt: string | undefined;
	readonly totalLineItems: number | undefined;
	/** Why lines were refused, by externalRefLineItemID. */
	readonly refused: ReadonlyMap<string, readonly string[]>;
}

/** Never throws: what cannot be read is simply absent. */
export function readBulkAnswer(json: unknown): BulkAnswer {
	const { status, createdAt, totalLineItems, failedLineItems } =
		answerShape.safeParse(json).data ?? answerShape.parse({});
	const refused = new Map<string, readonly string[]>();
	for (const entry of failedLineItems) {
		const line = refusedLine.safeParse(entry).data;
		if (line?.externalRefLineItemID) refused.set(line.externalRefLineItemID, readProblems(line.errors));
	}
	return { status, createdAt, totalLineItems, refused };
}

/** Never throws, as above. */
export function readBulkOrder(json: unknown): BulkOrder {
	return detailShape.safeParse(json).data ?? detailShape.parse({});
}

export function readBulkLine(json: unknown): BulkLine {
	return lineShape.safeParse(json).data ?? lineShape.parse({});
}

/** Where the next lines are; undefined when there are none. */
export function nextCursorOf({ pagination: told }: BulkOrder): string | undefined {
	const { nextCursor, nextPageAvailable } = pagination.safeParse(told).data ?? {};
	return nextPageAvailable === false ? undefined : nextCursor || undefined;
}

/** Why a line was refused, in Tango's words. */
export function readProblems(errors: readonly unknown[]): string[] {
	return errors.flatMap((entry) => {
		const { field, message, errorMessage, errorCode } = problemShape.safeParse(readRecord(entry)).data ?? {};
		const words = message ?? errorMessage ?? errorCode;
		return words ? [field ? `${field}: ${words}` : words] : [];
	});
}

export function isRefused({ lineItemStatus }: Pick<BulkLine, 'lineItemStatus'>): boolean {
	return /^FAIL/i.test(lineItemStatus ?? '');
}

/** Tango changes nothing about its lines any more. */
export function isFinished({ orderStatus, completedAt }: BulkOrder): boolean {
	return completedAt !== undefined || /^(COMPLET|PARTIAL|FAIL|CANCEL|DELET)/i.test(orderStatus ?? '');
}
