import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { judgeDelivery, readEvents } from '../../core';
import { paramsOf, DELIVERY_HEADER } from './connection';
import { deskKey, deskOf } from './desks';
import { toItem } from './output';
import { registrationIn } from './state';

/**
 * Takes a delivery. In the process that keeps the subscription alive the events go to its desk, which starts the
 * workflow for each once; elsewhere, and for the test address, n8n starts it here.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const isTest = context.getMode() === 'manual';
	const desk = isTest ? undefined : deskOf(deskKey(context.getWorkflow().id, context.getNode().id));
	const { secret, hmacKey, privateKey } =
		desk?.secrets() ?? registrationIn(context.getWorkflowStaticData('node'));
	const request = context.getRequestObject();
	const { verification } = paramsOf(context).options;
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
	if (!desk) return { workflowData: [events.map(toItem)] };
	desk.take(events);
	return { webhookResponse: { received: true } };
}

/** What n8n read of the request, before anything was made of it. */
function bytesOf(request: object): Buffer | undefined {
	const body: unknown = Reflect.get(request, 'rawBody');
	return Buffer.isBuffer(body) ? body : undefined;
}
