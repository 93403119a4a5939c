import { createHmac } from 'node:crypto';
import type { Subscription } from './book.ts';

/** Sends what Tango would send, once. Gives the receiver's status; 0 when there was none. */
export async function deliver(subscription: Subscription, event: unknown): Promise<number> {
	const body = JSON.stringify(event);
	const headers = new Headers({ 'content-type': 'application/json' });
	for (const { name, value } of subscription.headers ?? []) headers.set(name, value);
	if (subscription.payloadVerificationMethod === 'HMAC') {
		const key = Buffer.from(subscription.hmacSharedSecretKey ?? '', 'base64');
		headers.set('x-signed-payload', createHmac('sha256', key).update(body).digest('base64'));
	}
	try {
		const answer = await fetch(subscription.url, { method: 'POST', headers, body });
		await answer.body?.cancel();
		return answer.status;
	} catch {
		return 0;
	}
}
