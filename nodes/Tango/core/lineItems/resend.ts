import { ENDPOINTS } from '../api/endpoints';
import { readOrder, type Order } from '../api/order';
import type { JsonRecord } from '../api/page';
import { readRecord } from '../api/page';
import type { CallOptions, Client } from '../call/client';
import type { Catalog } from '../catalog/catalog';
import { invalidInput, TangoError, toTangoError } from '../foundation/errors';
import { deliveryProblem } from '../orders/rewardFits';
import { missingContact } from './contact';
import { lookAt } from './read';
import { ENDED } from './rules';

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
	await check(means, what, body);
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

/** What Tango would refuse: a reward that is none any more, a way that it does not have, nobody to send it to. */
async function check(means: Means, what: Resent, body: ResendBody): Promise<void> {
	const { utid, recipient, status = '', deliveryMethod = '' } = await told(means, what);
	const [field = '', id = ''] = Object.entries(what).flat();
	if (ENDED.has(status)) throw invalidInput(field, `is ${id}, which cannot be sent again: it is ${status}`);
	const { newDeliveryMethod, newEmail } = body;
	if (newDeliveryMethod === undefined) {
		if (!NOT_SENT.has(deliveryMethod)) return;
		throw invalidInput(
			'newDeliveryMethod',
			`is empty, and Tango did not send this reward before: its delivery method is ${deliveryMethod}`,
		);
	}
	const entry = utid === undefined ? undefined : await means.catalog.find(utid, means.call);
	const problem = entry && deliveryProblem(newDeliveryMethod, entry.reward);
	if (problem) throw invalidInput('newDeliveryMethod', problem);
	const given = { email: newEmail, mobileNumber: body.newMobile ?? body.newMobileNumber };
	const missing = missingContact(newDeliveryMethod, given, recipient);
	if (!missing) return;
	const number = 'referenceOrderID' in what ? 'newMobile' : 'newMobileNumber';
	throw invalidInput({ email: 'newEmail', mobileNumber: number }[missing.kind], missing.problem);
}

/** i18nKey 403.003: what Tango does not deliver itself. */
const NOT_SENT: ReadonlySet<string> = new Set(['NONE', 'EMBEDDED', 'EMBEDDED_COMPONENT']);

/** The reward as far as both tell it alike. */
async function told(
	{ client, call }: Means,
	what: Resent,
): Promise<Pick<Order, 'utid' | 'recipient' | 'status' | 'deliveryMethod'>> {
	if ('referenceLineItemID' in what) return (await lookAt(client, what.referenceLineItemID, call)).lineItem;
	const order = readOrder((await client.send(ENDPOINTS.getOrder, { path: what }, call)).json);
	return { ...order, status: order.status ?? order.orderStatus };
}
