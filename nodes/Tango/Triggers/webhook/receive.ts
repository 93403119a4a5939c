import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { createSeen, isKept, judgeDelivery, readEvents, type TangoEvent } from '../../core';
import { paramsOf, DELIVERY_HEADER } from './connection';
import { deskKey, deskOf } from './desks';
import { toItem } from './output';
import { registrationIn } from './state';

/**
 * Takes a delivery. In the process that keeps the subscription alive the events go to its desk, which starts the
 * workflow for each once. Elsewhere they are left to catching up, and only what that would not find, and what comes to
 * the test address, is started here.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const isTest = context.getMode() === 'manual';
	const key = deskKey(context.getWorkflow().id, context.getNode().id);
	const desk = isTest ? undefined : deskOf(key);
	const { secret, hmacKey, privateKey } =
		desk?.secrets() ?? registrationIn(context.getWorkflowStaticData('node'));
	const request = context.getRequestObject();
	const { verification, catchUp = true } = paramsOf(context).options;
	const judgement = judgeDelivery(
		{ header: (name) => request.header(name), body: bytesOf(request) },
		{
			headerName: DELIVERY_HEADER,
			secret,
			...(verification === 'hmac' ? { hmacKey: hmacKey || null } : {}),
			...(verification === 'x509' ? { privateKey: privateKey || null } : {}),
		},
	);
	if ('refused' in judgement) return refuse(context, judgement.refused);
	const events = readEvents(judgement.json);
	// What catching up would not find, here or in another process.
	const lost = catchUp ? events.filter((event) => !isKept(event)) : events;
	if (desk) {
		const taken = desk.take(events);
		// Tango is told that those came when n8n has them, and not before: of the others a kill loses nothing.
		if (lost.length > 0 && !(await taken)) return refuse(context, 503);
		return RECEIVED;
	}
	const now = isTest ? events : lost.filter((event) => isFirst(key, event));
	return now.length > 0 ? { workflowData: [now.map(toItem)] } : RECEIVED;
}

const RECEIVED: IWebhookResponseData = { webhookResponse: { received: true } };

function refuse(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).json({ received: false }).end();
	return { noWebhookResponse: true };
}

/** What was started in this process without a desk. */
const started = createSeen(10_000);

/** Tango may deliver an event twice, also at once. */
function isFirst(key: string, { eventId }: TangoEvent): boolean {
	if (eventId === undefined) return true;
	const id = `${key}:${eventId}`;
	if (started.has(id)) return false;
	started.add(id);
	return true;
}

/** What n8n read of the request, before anything was made of it. */
function bytesOf(request: object): Buffer | undefined {
	const body: unknown = Reflect.get(request, 'rawBody');
	return Buffer.isBuffer(body) ? body : undefined;
}
