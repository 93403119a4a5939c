import { describe, expect, it } from 'vitest';

import type { AuthorizationSession } from '../../../../nodes/Tango/core/auth/authorizer.ts';
import { createBasicAuthorizer } from '../../../../nodes/Tango/core/auth/basicAuthorizer.ts';
import { REQUEST } from './fakes.ts';

const KEYS = { platformName: 'acme', apiKey: 'first', secondaryApiKey: 'second' };

async function keyOf(session: AuthorizationSession): Promise<string> {
	const authorization = await session.authorization(REQUEST);
	if (authorization.kind !== 'header') return authorization.kind;
	return atob(authorization.value.reveal().replace('Basic ', '')).replace('acme:', '');
}

describe('createBasicAuthorizer', () => {
	it('sends the first key, and the field’s name with it', async () => {
		const session = createBasicAuthorizer(KEYS).begin();
		expect(await keyOf(session)).toBe('first');
		expect(await session.authorization(REQUEST)).toMatchObject({ credential: 'apiKey' });
	});

	it('takes the second key once the first is refused, and says that both were refused when that one is, too', async () => {
		const session = createBasicAuthorizer(KEYS).begin();
		await session.authorization(REQUEST);
		expect(session.refused()).toBe('retry');
		expect(await keyOf(session)).toBe('second');
		expect(session.refused()).toBe('bothKeysRefused');
	});

	it.each([
		['there is no second key', undefined],
		['the second key is empty', ''],
		['the second key is the first again', 'first'],
	])('gives up at the first refusal when %s', async (_why, secondaryApiKey) => {
		const session = createBasicAuthorizer({ ...KEYS, secondaryApiKey }).begin();
		await session.authorization(REQUEST);
		expect(session.refused()).toBe('giveUp');
	});

	it('begins the next call with the key that was accepted, and names it', async () => {
		const authorizer = createBasicAuthorizer(KEYS);
		const session = authorizer.begin();
		session.refused();
		session.accepted();
		expect(authorizer.lastAccepted()).toBe('secondaryApiKey');
		expect(await keyOf(authorizer.begin())).toBe('second');
	});

	it('falls back to the first key when the one that had taken over is refused', async () => {
		const authorizer = createBasicAuthorizer(KEYS);
		const earlier = authorizer.begin();
		earlier.refused();
		earlier.accepted();
		const session = authorizer.begin();
		expect(session.refused()).toBe('retry');
		expect(await keyOf(session)).toBe('first');
		expect(session.refused()).toBe('bothKeysRefused');
	});

	it('does not let the second key take over when both were refused', async () => {
		const authorizer = createBasicAuthorizer(KEYS);
		const session = authorizer.begin();
		session.refused();
		session.refused();
		expect(authorizer.lastAccepted()).toBeUndefined();
		expect(await keyOf(authorizer.begin())).toBe('first');
	});

	it('does not change the key of a call in progress when another call is accepted with the other', async () => {
		const authorizer = createBasicAuthorizer(KEYS);
		const slow = authorizer.begin();
		await slow.authorization(REQUEST);
		const quick = authorizer.begin();
		quick.refused();
		quick.accepted();
		expect(await keyOf(slow)).toBe('first');
		expect(slow.refused()).toBe('retry');
		expect(await keyOf(slow)).toBe('second');
	});

	it('refuses an unsendable second key under its own name', () => {
		expect(() => createBasicAuthorizer({ ...KEYS, secondaryApiKey: 'a\nb' })).toThrow(
			expect.objectContaining({ facts: expect.objectContaining({ field: 'secondaryApiKey' }) }),
		);
	});
});
