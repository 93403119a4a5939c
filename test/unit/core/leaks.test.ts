import { describe, expect, it } from 'vitest';

import { createTokenManager } from '../../../nodes/Tango/core/auth/tokenManager.ts';
import type { AuditEntry } from '../../../nodes/Tango/core/foundation/audit.ts';
import type { ConnectionSettings } from '../../../nodes/Tango/core/connection/settings.ts';
import { ENDPOINTS } from '../../../nodes/Tango/core/api/endpoints.ts';
import { isTangoError } from '../../../nodes/Tango/core/foundation/errors.ts';
import { forgetRateLimiters } from '../../../nodes/Tango/core/limit/registry.ts';
import type { Outcome } from '../../../nodes/Tango/core/foundation/outcome.ts';
import { createRetryBudgets } from '../../../nodes/Tango/core/retry/budget.ts';
import { createTango } from '../../../nodes/Tango/core/connection/tango.ts';
import type { HttpRequest, Transport } from '../../../nodes/Tango/core/foundation/transport.ts';
import { createFakeClock } from '../../support/fakeClock.ts';
import { LeakSearch } from '../../support/leaks/leakSearch.ts';
import { echoOf, PLANTED, PLANTED_PLATFORM } from '../../support/leaks/planted.ts';
import { shown } from '../../support/leaks/shown.ts';
import { CALL, json, settle } from '../support/core.ts';
import { basicSettings, oauthSettings } from '../support/settings.ts';

const search = new LeakSearch(PLANTED, PLANTED_PLATFORM);

const BASIC = basicSettings(
	{},
	{
		platformName: PLANTED_PLATFORM,
		apiKey: PLANTED.apiKey,
		secondaryApiKey: PLANTED.secondaryApiKey,
	},
);
const OAUTH = oauthSettings({}, { clientSecret: PLANTED.clientSecret, password: PLANTED.password });

const SECRETS_OF: Record<'basic' | 'oauth2', readonly string[]> = {
	basic: [PLANTED.apiKey, PLANTED.secondaryApiKey],
	oauth2: [PLANTED.bearer, PLANTED.clientSecret, PLANTED.password],
};

const granted = json(200, { access_token: PLANTED.bearer, token_type: 'Bearer', expires_in: 86_400 });

/** A server that answers its requests with what it likes, and a connection to it. */
function setUp(settings: ConnectionSettings, answer: (request: HttpRequest) => Outcome, tokens?: Outcome) {
	forgetRateLimiters();
	const clock = createFakeClock();
	const random = () => 0.5;
	const transport: Transport = {
		exchange: async (request) => (request.url.includes('/oauth/') ? (tokens ?? granted) : answer(request)),
		close: async () => {},
	};
	const tango = createTango(settings, {
		clock,
		random,
		tokenManager: createTokenManager({ clock, random }),
		budgetFor: createRetryBudgets(),
		createTransport: () => transport,
	});
	const trail: AuditEntry[] = [];
	const call = { ...CALL, audit: (entry: AuditEntry) => trail.push(entry) };
	return {
		tango,
		trail,
		/** What comes of it, after all the time it takes. */
		outcome: async (run: (one: typeof tango, options: typeof call) => Promise<unknown>) => {
			const settled = settle(run(tango, call));
			await clock.runAll();
			return await settled;
		},
	};
}

const BODY = {
	externalRefID: 't1abc',
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	utid: 'U666425',
	amount: 25,
	deliveryMethod: 'EMAIL',
};

/** Tango's shapes of a refusal, with words of the server's choice wherever words may stand. */
function refusalWith(status: number, words: string): Outcome {
	const body = {
		requestId: words,
		path: words,
		i18nKey: words,
		message: words,
		errors: [{ path: words, i18nKey: words, message: words, invalidValue: words }],
	};
	return json(status, body, {
		'x-request-id': words,
		location: `https://tango.example.test/${words}`,
		'retry-after': words,
		'www-authenticate': words,
		server: words,
	});
}

const STATUSES = [301, 400, 401, 402, 403, 404, 408, 409, 422, 429, 500, 502, 503, 504];

describe.each([
	['Basic', BASIC],
	['OAuth2', OAUTH],
])('with %s, a server that repeats our secrets', (_name, settings) => {
	const words = echoOf(SECRETS_OF[settings.auth.kind]);

	it.each(STATUSES)('in every word of a %i finds none in the error or the audit trail', async (status) => {
		const { tango, trail, outcome } = setUp(settings, () => refusalWith(status, words));
		const error = await outcome(async (one, call) => await one.placeOrder(BODY, call));
		expect(isTangoError(error)).toBe(true);
		expect(search.find(shown(error))).toEqual([]);
		expect(trail).not.toEqual([]);
		expect(search.find(shown(trail))).toEqual([]);
		expect(search.find(shown(tango))).toEqual([]);
	});

	it('in a web page finds none', async () => {
		const page: Outcome = {
			kind: 'answer',
			status: 403,
			headers: { 'content-type': 'text/html', 'x-request-id': words },
			body: `<html>${words}</html>`,
		};
		const { trail, outcome } = setUp(settings, () => page);
		const error = await outcome(async (one, call) => await one.placeOrder(BODY, call));
		expect(search.find(shown([error, trail]))).toEqual([]);
	});

	it('in the order that it says has our reference finds none', async () => {
		const order = {
			...BODY,
			utid: words,
			accountIdentifier: words,
			denomination: { value: 1 },
			recipient: { email: words },
			referenceOrderID: words,
		};
		const { trail, outcome } = setUp(settings, () => json(200, order, { 'x-request-id': words }));
		const asked = { ...BODY, recipient: { email: 'jane@example.com' } };
		const error = await outcome(async (one, call) => await one.placeOrder(asked, call));
		expect(error).toMatchObject({ code: 'REFERENCE_TAKEN' });
		expect(search.find(shown([error, trail]))).toEqual([]);
	});

	it('in the request ID of a good answer finds none in what is known about the answer', async () => {
		const { trail, outcome } = setUp(settings, () => json(201, BODY, { 'x-request-id': words }));
		const placed = await outcome(async (one, call) => await one.placeOrder(BODY, call));
		expect(placed).toMatchObject({ replayed: false });
		expect(search.find(shown([placed, trail]))).toEqual([]);
	});

	// Whatever is cut before it is searched leaves half a secret behind at the cut.
	it.each(SECRETS_OF[settings.auth.kind])(
		'%s at any place of long words leaves no piece of it',
		async (one) => {
			for (const limit of [200, 300, 500, 10_000, 20_000]) {
				for (const before of [limit - 15, limit - 20, limit - one.length - 8]) {
					const long = `${'x'.repeat(before)} ${one} ${'y'.repeat(50)}`;
					const { trail, outcome } = setUp(settings, () => refusalWith(400, long));
					const error = await outcome(async (connection, call) => await connection.placeOrder(BODY, call));
					expect(search.find(shown([error, trail])), `${before}`).toEqual([]);
				}
			}
		},
	);

	it('so often that the words are cut in mid-secret leaves no piece of it', async () => {
		for (const one of SECRETS_OF[settings.auth.kind]) {
			for (let shift = 0; shift < 40; shift++) {
				const { outcome } = setUp(settings, () => refusalWith(400, '-'.repeat(shift) + one.repeat(2_000)));
				const error = await outcome(async (connection, call) => await connection.placeOrder(BODY, call));
				expect(search.find(shown(error)), `${shift}`).toEqual([]);
			}
		}
	});
});

describe('a token endpoint that repeats our secrets', () => {
	// It gets no token to repeat.
	const words = echoOf([PLANTED.clientSecret, PLANTED.password]);
	const answers: Array<[string, Outcome]> = STATUSES.map((status) => [
		`in a ${status}`,
		json(status, { error: words, error_description: words, error_uri: words }, { 'x-request-id': words }),
	]);

	it.each([
		...answers,
		['in a token that is none', json(200, { access_token: `${words}\n`, token_type: words, scope: words })],
		['in a broken answer', { ...granted, body: `{"access_token":"${PLANTED.bearer}"` }],
	] satisfies Array<[string, Outcome]>)(
		'%s finds none in the error or the audit trail',
		async (_how, tokens) => {
			const { trail, outcome } = setUp(OAUTH, () => json(200, {}), tokens);
			const error = await outcome(async (one, call) => await one.send(ENDPOINTS.listCustomers, {}, call));
			expect(isTangoError(error)).toBe(true);
			expect(search.find(shown([error, trail]))).toEqual([]);
		},
	);
});

describe('after a token was renewed', () => {
	it('the old one is still taken out of a server’s words', async () => {
		const old = PLANTED.bearer;
		forgetRateLimiters();
		let refused = 0;
		const clock = createFakeClock();
		const random = () => 0.5;
		const tokens = [old, 'a-new-token-123456'];
		const transport: Transport = {
			exchange: async ({ url }) => {
				if (url.includes('/oauth/')) {
					return json(200, { access_token: tokens.shift(), token_type: 'Bearer', expires_in: 86_400 });
				}
				return refused++ === 0 ? json(200, {}) : json(401, { message: `not ${old}` });
			},
			close: async () => {},
		};
		const tango = createTango(OAUTH, {
			clock,
			random,
			tokenManager: createTokenManager({ clock, random }),
			budgetFor: createRetryBudgets(),
			createTransport: () => transport,
		});
		await tango.send(ENDPOINTS.listCustomers, {}, CALL);
		await clock.advance(60_000);
		const sent = settle(tango.send(ENDPOINTS.listCustomers, {}, CALL));
		await clock.runAll();
		const error = await sent;
		expect(error).toMatchObject({ code: 'AUTHENTICATION_REFUSED' });
		expect(tokens).toEqual([]);
		expect(search.find(shown(error))).toEqual([]);
	});
});

describe('a request ID and a reference', () => {
	it('can neither begin a line of the log nor flood it', async () => {
		const id = `r-1\r\n2026-11-22 admin logged in\u2028\u0000\u001b[2J${'z'.repeat(50_000)}`;
		const { trail, outcome } = setUp(BASIC, () => json(201, {}, { 'x-request-id': id }));
		const body = { ...BODY, externalRefID: `t1\n${'q'.repeat(50_000)}` };
		const placed = await outcome(async (one, call) => await one.placeOrder(body, call));
		expect(placed).toMatchObject({
			requestId: expect.stringMatching(/^r-1 2026-11-22 admin logged in \[2Jz+$/),
		});
		expect(trail).toHaveLength(1);
		for (const value of Object.values(trail[0] ?? {})) {
			expect(String(value).length).toBeLessThanOrEqual(200);
			expect(String(value)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
		}
	});
});
