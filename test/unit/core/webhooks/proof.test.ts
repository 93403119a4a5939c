import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isHmacOf, isSecret } from '../../../../nodes/Tango/core/webhooks/proof.ts';

const KEY = Buffer.from('a key of thirty-two bytes exactly').toString('base64');
const BODY = Buffer.from('{"a": 1,\n"b":"ü"}');
const mac = createHmac('sha256', Buffer.from(KEY, 'base64')).update(BODY).digest();

describe('the secret', () => {
	it('lets nobody in who has none, another one, or part of it', () => {
		expect(isSecret('s3cret-of-some-length', 's3cret-of-some-length')).toBe(true);
		for (const wrong of [undefined, '', 's3cret', 'S3CRET-OF-SOME-LENGTH', 's3cret-of-some-length ']) {
			expect(isSecret(wrong, 's3cret-of-some-length')).toBe(false);
		}
	});

	it('lets nobody in while there is none', () => {
		expect(isSecret('', '')).toBe(false);
		expect(isSecret(undefined, '')).toBe(false);
	});
});

describe('the HMAC', () => {
	it.each([
		['hex', mac.toString('hex')],
		['hex in capitals', mac.toString('hex').toUpperCase()],
		['Base64', mac.toString('base64')],
	])('counts in %s', (_what, signature) => {
		expect(isHmacOf(BODY, signature, KEY)).toBe(true);
	});

	it.each([
		['is missing', undefined],
		['is empty', ''],
		['is of other bytes', createHmac('sha256', Buffer.from(KEY, 'base64')).update('{}').digest('hex')],
		['was made with the key as text', createHmac('sha256', KEY).update(BODY).digest('base64')],
		['is cut', mac.toString('hex').slice(2)],
	])('does not count when it %s', (_what, signature) => {
		expect(isHmacOf(BODY, signature, KEY)).toBe(false);
	});

	it('is of the bytes, not of what they mean', () => {
		const again = Buffer.from(JSON.stringify(JSON.parse(BODY.toString())));
		expect(isHmacOf(again, mac.toString('hex'), KEY)).toBe(false);
	});

	it('never counts without a key', () => {
		const empty = createHmac('sha256', '').update(BODY).digest('hex');
		expect(isHmacOf(BODY, empty, '')).toBe(false);
	});
});
