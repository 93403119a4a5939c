import type { IDataObject } from 'n8n-workflow';
import type { CatalogEntry, LineResult, ToldLine } from '../../core';
import { NONE } from '../../n8n/run/output';
import type { BulkParams } from './create.fields';

/** What became of a row, in the words that a workflow branches on. */
type Outcome = 'accepted' | 'alreadyThere' | 'refused';

export interface Row {
	readonly params: BulkParams;
	readonly entry: CatalogEntry | undefined;
	readonly lineReference: string;
}

export type Settled = Exclude<LineResult, { kind: 'failed' }>;

/** A row of a Bulk Order that has an outcome: nothing in a good one is red in n8n's table. */
export function lineOutput(row: Row, result: Settled): IDataObject {
	const facts = lineFacts(row, result);
	if (result.kind === 'refused') return facts;
	return Object.fromEntries(
		Object.entries(facts).map(([name, value]) => [name, value ?? WHERE_MISSING[name] ?? null]),
	);
}

const NOT_YET = 'Not yet';

/** What Tango tells of a good row while it works through the order, and what a good row may do without. */
const WHERE_MISSING: Readonly<Record<string, string>> = {
	status: NOT_YET,
	createdAt: NOT_YET,
	referenceOrderID: NOT_YET,
	referenceLineItemID: NOT_YET,
	problem: NONE,
	recipientEmail: NONE,
	recipientName: NONE,
	reference: NONE,
	requestId: NONE,
};

/** On every row the same keys: what is not known is null. */
export function lineFacts({ params, entry, lineReference }: Row, result: Settled): IDataObject {
	const told: Partial<ToldLine> = result.kind === 'refused' ? {} : result.told;
	const outcome: Outcome = result.kind;
	const { line } = told;
	return {
		outcome,
		status: line?.lineItemStatus ?? null,
		replayed: outcome === 'alreadyThere',
		rewardName: line?.rewardName ?? entry?.reward.rewardName ?? null,
		amount: params.amount,
		currencyCode: entry?.reward.currencyCode ?? null,
		recipientEmail: params.recipientEmail ?? null,
		recipientName: [params.recipientFirstName, params.recipientLastName].filter(Boolean).join(' ') || null,
		deliveryMethod: params.deliveryMethod,
		problem: result.kind === 'refused' ? result.reasons.join('; ') || NO_REASON : null,
		createdAt: told.createdAt ?? null,
		referenceOrderID: told.referenceOrderID ?? null,
		referenceLineItemID: line?.referenceLineItemID ?? line?.referenceLineItemId ?? null,
		reference: params.reference ?? null,
		utid: params.utid,
		accountIdentifier: params.accountIdentifier,
		customerIdentifier: params.customerIdentifier,
		externalRefID: told.externalRefID ?? (result.kind === 'refused' ? result.externalRefID : null),
		externalRefLineItemID: lineReference,
		attempts: result.attempts,
		requestId: result.requestId ?? null,
	};
}

const NO_REASON = 'Tango refused this reward and did not say why';

/** What a person should know beside the rows. */
export function bulkHint(outputs: readonly IDataObject[]): string | undefined {
	const count = (outcome: Outcome) => outputs.filter((one) => one.outcome === outcome).length;
	const [known, refused] = [count('alreadyThere'), count('refused')];
	const sentences = [
		refused > 0
			? `Tango refused ${refused} of ${outputs.length} rows; nothing was paid for them. The column "problem" says why: mend these rows and run them again.`
			: '',
		known > 0
			? `${known} of ${outputs.length} rows were there already; nothing was paid again for them.`
			: '',
	];
	return sentences.filter(Boolean).join(' ') || undefined;
}
