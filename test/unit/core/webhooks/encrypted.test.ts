import { constants, createHash, publicEncrypt, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate, type OwnCertificate } from '../../../../nodes/Tango/core/webhooks/certificate.ts';
import { isEncryptionOf } from '../../../../nodes/Tango/core/webhooks/encrypted.ts';
import { encrypted } from '../../../sandbox/webhooks/deliver.ts';

const NOW = Date.UTC(2026, 10, 25);
const BODY = JSON.stringify({ eventId: 'a', text: 'ü'.repeat(300) });

let own: OwnCertificate;
let certificate: X509Certificate;
beforeAll(async () => {
	own = await makeCertificate('n8n', NOW);
	certificate = new X509Certificate(Buffer.from(own.certificateBase64, 'base64'));
});

const proves = (signature: string | undefined, body = BODY) =>
	isEncryptionOf(Buffer.from(body), signature, own.privateKeyBase64);

describe('a certificate of our own', () => {
	it('is self-signed RSA of 2048 bits, valid from yesterday for ten years', () => {
		expect(certificate.verify(certificate.publicKey)).toBe(true);
		expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
		expect(certificate.subject).toBe('CN=n8n');
		expect(Date.parse(certificate.validFrom)).toBe(NOW - 86_400_000);
		expect(new Date(certificate.validTo).getUTCFullYear()).toBe(2036);
	});
});

describe('a proof by certificate', () => {
	it('is the body in blocks, or its digest', () => {
		expect(proves(encrypted(BODY, own.certificateBase64))).toBe(true);
		const digest = createHash('sha256').update(BODY).digest();
		for (const form of [
			digest,
			Buffer.from(digest.toString('hex')),
			Buffer.from(digest.toString('base64')),
		]) {
			const padding = constants.RSA_PKCS1_PADDING;
			expect(proves(publicEncrypt({ key: certificate.publicKey, padding }, form).toString('base64'))).toBe(
				true,
			);
		}
	});

	it('is nothing else', async () => {
		const other = await makeCertificate('n8n', NOW);
		const wrong = [
			undefined,
			'',
			'no Base64 of a block',
			Buffer.alloc(256, 1).toString('base64'),
			encrypted(`${BODY} `, own.certificateBase64),
			encrypted(BODY, other.certificateBase64),
		];
		expect(wrong.map((signature) => proves(signature))).toEqual(wrong.map(() => false));
		expect(isEncryptionOf(Buffer.from(BODY), encrypted(BODY, own.certificateBase64), '')).toBe(false);
	});
});
