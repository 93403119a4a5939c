import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';

import type { AuditEntry } from '../../../../nodes/Tango/core/foundation/audit.ts';
import { createOAuthAuthorizer } from '../../../../nodes/Tango/core/auth/oauthAuthorizer.ts';
import type { Outcome } from '../../../../nodes/Tango/core/foundation/outcome.ts';
import {
	answer,
	failure,
	GRANT,
	minting,
	scripted,
	SERVICE_ACCOUNT,
	stage,
	REQUEST,
	tokenAnswer,
	type ScriptedTransport,
} from './fakes.ts';

/** The audit trail of one call that needs a token. */
async function trailOf(transport: ScriptedTransport, grant = GRANT): Promise<AuditEntry[]> {
	const { clock, manager, source } = stage(transport);
	const trail: AuditEntry[] = [];
	const authorizer = createOAuthAuthorizer({ ...source, grant }, { manager, clock });
	const pending = authorizer.begin((entry) => trail.push(entry)).authorization(REQUEST);
	await clock.runAll();
	await pending;
	return trail;
}

const withId = (outcome: Outcome, id: string): Outcome =>
	outcome.kind === 'answer' ? { ...outcome, headers: { ...outcome.headers, 'x-request-id': id } } : outcome;

describe('the audit trail of token requests', () => {
	it('has one line per request: host and path, what came, how often, the request ID', async () => {
		const transport = scripted(
			failure('reset', 'maybeProcessed'),
			withId(answer(503), 'r-2'),
			withId(tokenAnswer('token-1'), 'r-3'),
		);
		const same = { method: 'POST', path: 'auth.example.test/oauth/token', externalRefID: undefined };
		expect(await trailOf(transport)).toEqual([
			{ ...same, attempt: 1, result: 'reset', durationMs: 0, requestId: undefined },
			{ ...same, attempt: 2, result: 503, durationMs: 0, requestId: 'r-2' },
			{ ...same, attempt: 3, result: 200, durationMs: 0, requestId: 'r-3' },
		]);
	});

	it('says how long a request took', async () => {
		const { clock, manager, source } = stage(
			scripted(async () => {
				await clock.sleep(40);
				return tokenAnswer('token-1');
			}),
		);
		const trail: AuditEntry[] = [];
		const pending = manager.getToken(source, undefined, (entry) => trail.push(entry));
		await clock.runAll();
		await pending;
		expect(trail).toMatchObject([{ durationMs: 40, result: 200 }]);
	});

	it('holds neither the grant nor the token, even when the server repeats them', async () => {
		const { clientId, clientSecret, username = '', password = '' } = SERVICE_ACCOUNT;
		const id = `r-1\n${clientSecret} ${password} ${'z'.repeat(1_000)}`;
		const trail = await trailOf(scripted(withId(tokenAnswer('tok-0123456789'), id)), SERVICE_ACCOUNT);
		expect(trail).toMatchObject([{ requestId: expect.stringMatching(/^r-1 \[redacted\] \[redacted\] z+$/) }]);
		const text = inspect(trail, { showHidden: true, depth: Infinity, maxStringLength: null });
		for (const secret of [clientId, clientSecret, username, password, 'tok-0123456789'])
			expect(text).not.toContain(secret);
		expect(text.length).toBeLessThan(600);
	});

	it('has no line for a token from the cache, and one for its renewal in the background', async () => {
		const { clock, manager, source } = stage(minting());
		const trail: AuditEntry[] = [];
		const audit = (entry: AuditEntry) => trail.push(entry);
		await manager.getToken(source, undefined, audit);
		await manager.getToken(source, undefined, audit);
		expect(trail).toHaveLength(1);
		await clock.advance(86_000_000);
		await manager.getToken(source, undefined, audit);
		await clock.runAll();
		expect(trail).toHaveLength(2);
	});
});
