import { ENDPOINTS } from '../api/endpoints';
import { readOrder, type Order } from '../api/order';
import type { JsonRecord } from '../api/page';
import { readRecord } from '../api/page';
import type { CallOptions, Client } from '../call/client';
import type { Catalog } from '../catalog/catalog';
import { invalidInput, TangoError, toTangoError } from '../foundation/errors';
import { deliveryProblem } from '../orders/rewardFits';
import { lookAt } from './read';

/** What is to be sent again: all rewards of an order, or one line item. */
export type Resent = { readonly referenceOrderID: string } | { readonly referenceLineItemID: string };

/** Tango's own field names: of orders `newMobile`, of line items `newMobileNumber`. */
export interface ResendBody {
	readonly newDeliveryMethod?: string | undefined;
	readonly newEmail?: string | undefined;
	readonly newMobile?: string | undefined;
	readonly newMobileNumber?: string | undefined;
	readonly newEtid?: string | undefined;
	readonly reasonCode?: string | undefined;
	readonly otherReason?: string | undefined;
}

export interface ResendAnswer {
	readonly raw: JsonRecord;
	readonly attempts: number;
	readonly requestId: string | undefined;
}

interface Means {
	readonly client: Client;
	readonly catalog: Catalog;
	readonly call: CallOptions;
}

/**
 * Sends a reward to its recipient again. Throws TangoError: OUTCOME_UNKNOWN when Tango may have sent it, any other code
 * when it did not.
 */
export async function resend(means: Means, what: Resent, body: ResendBody): Promise<ResendAnswer> {
	const { client, call } = means;
	if (body.newDeliveryMethod !== undefined) await checkDelivery(means, what, body);
	const sent =
		'referenceOrderID' in what
			? client.send(ENDPOINTS.resendOrder, { path: what, body: { ...body } }, call)
			: client.send(ENDPOINTS.resendLineItem, { path: pathOf(what), body: { ...body } }, call);
	const answer = await sent.catch((error: unknown) => {
		const known = toTangoError(error);
		if (known.code !== 'OUTCOME_UNKNOWN') throw known;
		throw new TangoError(known.code, { ...known.facts, doubt: 'resend' });
	});
	return { raw: readRecord(answer.json), attempts: answer.attempts, requestId: answer.requestId };
}

/** Tango spells the name in this path alone with a small d; errors name the field of the form. */
function pathOf({ referenceLineItemID }: { readonly referenceLineItemID: string }) {
	return { referenceLineItemID, referenceLineItemId: referenceLineItemID };
}

/** Another way of delivery: whether the reward goes that way, and to whom. Else there is nothing to be known. */
async function checkDelivery(means: Means, what: Resent, body: ResendBody): Promise<void> {
	const { catalog, call } = means;
	const { newDeliveryMethod = '' } = body;
	const { utid, recipient } = await told(means, what);
	const entry = utid === undefined ? undefined : await catalog.find(utid, call);
	const problem = entry && deliveryProblem(newDeliveryMethod, entry.reward);
	if (problem) throw invalidInput('newDeliveryMethod', problem);
	if (newDeliveryMethod === 'EMAIL' && !body.newEmail && recipient?.email === '')
		throw invalidInput('newEmail', 'is empty, and Tango knows no e-mail address of this recipient');
	const isByPhone = newDeliveryMethod === 'PHONE' || newDeliveryMethod === 'WHATSAPP';
	if (isByPhone && !(body.newMobile ?? body.newMobileNumber) && recipient && !recipient.mobileNumber) {
		const field = 'referenceOrderID' in what ? 'newMobile' : 'newMobileNumber';
		throw invalidInput(field, 'is empty, and Tango knows no mobile number of this recipient');
	}
}

/** The reward as far as both tell it alike. */
async function told({ client, call }: Means, what: Resent): Promise<Pick<Order, 'utid' | 'recipient'>> {
	if ('referenceLineItemID' in what) return (await lookAt(client, what.referenceLineItemID, call)).lineItem;
	return readOrder((await client.send(ENDPOINTS.getOrder, { path: what }, call)).json);
}
