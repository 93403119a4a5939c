import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isKept, judgeDelivery, readEvents } from '../../core';
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
	const desk = isTest ? undefined : deskOf(deskKey(context.getWorkflow().id, context.getNode().id));
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
	if ('refused' in judgement) {
		context.getResponseObject().status(judgement.refused).json({ received: false }).end();
		return { noWebhookResponse: true };
	}
	const events = readEvents(judgement.json);
	if (desk) {
		desk.take(events);
		return { webhookResponse: { received: true } };
	}
	// Catching up, in another process or a moment later, would start the workflow for the same event once more.
	const now = isTest || !catchUp ? events : events.filter((event) => !isKept(event));
	return now.length > 0 ? { workflowData: [now.map(toItem)] } : { webhookResponse: { received: true } };
}

/** What n8n read of the request, before anything was made of it. */
function bytesOf(request: object): Buffer | undefined {
	const body: unknown = Reflect.get(request, 'rawBody');
	return Buffer.isBuffer(body) ? body : undefined;
}
