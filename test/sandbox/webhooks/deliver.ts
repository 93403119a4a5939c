import { constants, createHmac, publicEncrypt, X509Certificate } from 'node:crypto';
import type { Subscription } from './book.ts';

/** Longer than any receiver on this computer takes, however busy it is. */
const PATIENCE_MS = 120_000;

/** Sends what Tango would send, once. Gives the receiver's status; 0 when there was none in time. */
export async function deliver(
	subscription: Subscription,
	event: unknown,
	patienceMs = PATIENCE_MS,
): Promise<number> {
	const body = JSON.stringify(event);
	const headers = new Headers({ 'content-type': 'application/json' });
	for (const { name, value } of subscription.headers ?? []) headers.set(name, value);
	if (subscription.payloadVerificationMethod === 'HMAC') {
		const key = Buffer.from(subscription.hmacSharedSecretKey ?? '', 'base64');
		headers.set('x-signed-payload', createHmac('sha256', key).update(body).digest('base64'));
	}
	if (subscription.payloadVerificationMethod === 'X509') {
		headers.set('x-signed-payload', encrypted(body, subscription.signingCertificate ?? ''));
	}
	try {
		const answer = await fetch(subscription.url, {
			method: 'POST',
			headers,
			body,
			signal: AbortSignal.timeout(patienceMs),
		});
		await answer.body?.cancel();
		return answer.status;
	} catch {
		return 0;
	}
}

/** The most that one block of RSA with 2048 bits takes. */
const MOST_IN_BLOCK = 245;

/** As an older page of Tango's has it: the body, encrypted with the public key of the certificate. */
export function encrypted(body: string, certificateBase64: string): string {
	const { publicKey: key } = new X509Certificate(Buffer.from(certificateBase64, 'base64'));
	const bytes = Buffer.from(body);
	const blocks: Buffer[] = [];
	for (let at = 0; at < bytes.length; at += MOST_IN_BLOCK) {
		const part = bytes.subarray(at, at + MOST_IN_BLOCK);
		blocks.push(publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, part));
	}
	return Buffer.concat(blocks).toString('base64');
}
