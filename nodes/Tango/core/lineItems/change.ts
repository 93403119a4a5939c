import { ENDPOINTS } from '../api/endpoints';
import type { JsonRecord } from '../api/page';
import type { CallOptions, Client } from '../call/client';
import type { Clock } from '../foundation/clock';
import { TangoError, toTangoError } from '../foundation/errors';
import { lookAt, type ReadLineItem } from './read';
import { actionProblem, isCancelled } from './rules';
import { shows, type ChangeKind } from './shows';
import { untilItShows } from './waiting';

/** What is to be changed of a line item; the body in Tango's own field names. */
export interface Change {
	readonly kind: ChangeKind;
	readonly referenceLineItemID: string;
	readonly body: Readonly<Record<string, unknown>>;
	/** Whether to wait until the line item shows it. */
	readonly waitForResult: boolean;
}

export interface Changed {
	/** The line item shows it. */
	readonly confirmed: boolean;
	/** It was so before; nothing was sent. */
	readonly wasDone: boolean;
	/** The line item as it was seen last, where it was looked at afterwards. */
	readonly raw?: JsonRecord | undefined;
	readonly attempts: number;
	readonly requestId?: string | undefined;
}

const CHANGES = {
	cancel: ENDPOINTS.cancelLineItem,
	freeze: ENDPOINTS.freezeLineItem,
	unfreeze: ENDPOINTS.unfreezeLineItem,
	update: ENDPOINTS.updateLineItem,
};

/**
 * Changes a line item. It is looked at first, to say what Tango would refuse. Throws TangoError: OUTCOME_UNKNOWN when
 * Tango may have done it, any other code when it was not done.
 */
export async function changeLineItem(
	means: { readonly client: Client; readonly clock: Clock; readonly call: CallOptions },
	{ kind, referenceLineItemID, body, waitForResult }: Change,
): Promise<Changed> {
	const { client, clock, call } = means;
	// Anything may be noted at any line item.
	const before = kind === 'update' ? undefined : await lookAt(client, referenceLineItemID, call);
	if (before && kind === 'cancel' && isCancelled(before.lineItem))
		return { confirmed: true, wasDone: true, raw: before.raw, attempts: 0 };
	const problem =
		before && kind !== 'update' ? actionProblem(kind, before.lineItem, clock.unix()) : undefined;
	if (problem) throw problem;
	const isThere = ({ lineItem }: ReadLineItem) =>
		shows(kind, { before: before?.lineItem, after: lineItem, body });

	const request = { path: { referenceLineItemID }, body };
	const answer = await client.send(CHANGES[kind], request, call).catch(toTangoError);
	const { attempts = 1, requestId } = answer instanceof Error ? answer.facts : answer;
	const told = { wasDone: false, attempts, requestId };
	if (answer instanceof Error) {
		if (answer.code !== 'OUTCOME_UNKNOWN') throw answer;
		const seen = call.signal?.aborted
			? undefined
			: await lookAt(client, referenceLineItemID, call).catch(() => undefined);
		if (seen && isThere(seen)) return { ...told, confirmed: true, raw: seen.raw };
		throw new TangoError('OUTCOME_UNKNOWN', { ...answer.facts, doubt: 'lineItem' });
	}
	const seen = waitForResult ? await untilItShows(means, referenceLineItemID, isThere) : undefined;
	return { ...told, confirmed: seen !== undefined, raw: seen?.raw };
}
