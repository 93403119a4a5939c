import type { CallOptions } from '../call/client';
import { changeLineItem, type Change, type Changed } from './change';
import { lookAt, type ReadLineItem } from './read';
import { createReissues, type Reissued, type ReissueMeans, type ReissueWish } from './reissue';
import { resend, type ResendAnswer, type ResendBody, type Resent } from './resend';

/** What can be done with the rewards of orders that were placed. */
export interface LineItems {
	get(referenceLineItemID: string, call: CallOptions): Promise<ReadLineItem>;
	change(change: Change, call: CallOptions): Promise<Changed>;
	/** Places a new order that is paid, at most once for each line item as far as Tango's answers tell. */
	reissue(wish: ReissueWish): Promise<Reissued>;
	resend(what: Resent, body: ResendBody, call: CallOptions): Promise<ResendAnswer>;
}

export function createLineItems(means: ReissueMeans): LineItems {
	const { client, catalog, clock } = means;
	return {
		get: async (referenceLineItemID, call) => await lookAt(client, referenceLineItemID, call),
		change: async (change, call) => await changeLineItem({ client, clock, call }, change),
		reissue: createReissues(means),
		resend: async (what, body, call) => await resend({ client, catalog, call }, what, body),
	};
}
