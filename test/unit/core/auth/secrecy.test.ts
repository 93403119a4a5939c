import { inspect } from 'node:util';

import { describe, expect, it } from 'vitest';

import { createBasicAuthorizer } from '../../../../nodes/Tango/core/auth/basicAuthorizer.ts';
import { createOAuthAuthorizer } from '../../../../nodes/Tango/core/auth/oauthAuthorizer.ts';
import { Secret } from '../../../../nodes/Tango/core/foundation/secret.ts';
import { requestToken } from '../../../../nodes/Tango/core/auth/tokenRequest.ts';
import type { Outcome } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import { answer, REQUEST, scripted, SERVICE_ACCOUNT, stage, tokenAnswer } from './fakes.ts';

const TOKEN = 'tok-0123456789';
const LIMITS = { responseTimeoutMs: 1, connectTimeoutMs: 1 };

/** Every way in which n8n, or somebody who debugs it, makes a text of a value. */
function shown(value: unknown): string {
	const own = typeof value === 'object' && value !== null ? Object.getOwnPropertyNames(value) : [];
	return [
		JSON.stringify(value),
		JSON.stringify(value, own),
		inspect(value, { showHidden: true, depth: Infinity, getters: true }),
		inspect(value, { showHidden: true, depth: Infinity, getters: true, customInspect: false }),
		String(value),
	].join('\n');
}

const SECRETS = [TOKEN, SERVICE_ACCOUNT.clientSecret, SERVICE_ACCOUNT.password ?? ''];

function expectNoSecret(value: unknown): void {
	for (const secret of SECRETS) expect(shown(value)).not.toContain(secret);
}

/** Answers with the token in a place where a careless client would carry it along. */
const TALKATIVE: [string, Outcome][] = [
	['a good answer', tokenAnswer(TOKEN)],
	['a bad life', tokenAnswer(TOKEN, { expires_in: 'x' })],
	['a bad type', tokenAnswer(TOKEN, { token_type: 'mac' })],
	['a cut answer', answer(200, `{"access_token":"${TOKEN}"`)],
	['a page', answer(200, `<html>${TOKEN}</html>`)],
	[
		'a quoting refusal',
		answer(401, { error: 'x', error_description: SECRETS.slice(1).join(' '), token: TOKEN }),
	],
	['a plain refusal', answer(400, SECRETS.join(' '))],
	['a server error', answer(500, SECRETS.join(' '))],
];

describe('nothing shows a secret:', () => {
	it.each(TALKATIVE)('the result of one request after %s', async (_what, outcome) => {
		expectNoSecret(await requestToken(SERVICE_ACCOUNT, scripted(outcome), LIMITS));
	});

	it.each(TALKATIVE)('manager, authorizer, session, and what they give after %s', async (_what, outcome) => {
		const { clock, manager, source } = stage(scripted(outcome));
		const ofAccount = { ...source, grant: SERVICE_ACCOUNT };
		const authorizer = createOAuthAuthorizer(ofAccount, { manager, clock });
		const session = authorizer.begin();
		const pending = session.authorization(REQUEST);
		await clock.runAll();
		const authorization = await pending;
		for (const value of [manager, authorizer, session, authorization, pending]) expectNoSecret(value);
		expectNoSecret(await manager.getToken(ofAccount));
		if (authorization.kind !== 'error') return;
		expectNoSecret(authorization.error);
		expect(authorization.error.cause).toBeUndefined();
	});

	it('the Basic authorizer and its header', async () => {
		const authorizer = createBasicAuthorizer({ platformName: 'acme', apiKey: TOKEN });
		const session = authorizer.begin();
		for (const value of [authorizer, session, await session.authorization(REQUEST)]) {
			expectNoSecret(value);
			expect(shown(value)).not.toContain(btoa(`acme:${TOKEN}`));
		}
	});

	it('a Secret in a text, in JSON, in inspect and as a copy', () => {
		const secret = new Secret(TOKEN);
		expect(`${secret}`).toBe('[redacted]');
		expect(JSON.stringify({ secret })).toBe('{"secret":"[redacted]"}');
		expect(inspect({ secret })).toBe('{ secret: [redacted] }');
		expectNoSecret({ ...secret });
		expectNoSecret(structuredClone(secret));
		expect(secret.reveal()).toBe(TOKEN);
	});
});
