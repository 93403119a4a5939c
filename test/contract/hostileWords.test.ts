import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from '../../nodes/Tango/core/api/endpoints.ts';
import { isTangoError, type TangoError } from '../../nodes/Tango/core/foundation/errors.ts';
import { errorTexts } from '../../nodes/Tango/n8n/words/toNodeError.ts';
import type { AuditEntry } from '../../nodes/Tango/core/foundation/audit.ts';
import { answers, httpAnswer, writes } from '../support/badServer/behaviours.ts';
import { HOST } from '../support/badServer/loopback.ts';
import type { Behaviour } from '../support/badServer/server.ts';
import {
	type HostileOptions,
	ONE_ATTEMPT,
	openHostileTango,
	ORDER,
	ORDER_BODY,
	SECRETS,
} from '../support/hostileTango.ts';

/* What a server may put into the words that a user reads, a log keeps and n8n stores. */

interface Seen {
	readonly error: TangoError;
	/** Message, description, error and log: everything that leaves the core. */
	readonly everything: string;
	readonly message: string;
	readonly description: string;
}

async function refusedBy(behaviour: Behaviour, options: HostileOptions = {}): Promise<Seen> {
	const { tango } = await openHostileTango(behaviour, options);
	const log: AuditEntry[] = [];
	const call = { ...ONE_ATTEMPT, audit: (entry: AuditEntry) => void log.push(entry) };
	const error: unknown = await tango.placeOrder(ORDER_BODY, call).catch((thrown: unknown) => thrown);
	if (!isTangoError(error)) throw new Error('nothing was refused', { cause: error });
	const { message, description } = errorTexts(error, { itemIndex: 0 });
	const whole = inspect([error, log], { depth: Infinity, showHidden: true, getters: true });
	return { error, message, description, everything: [message, description, whole, error.stack].join('\n') };
}

/** The same text in every place that a server has for words. */
const everywhere = (text: string, status = 400): Buffer =>
	httpAnswer(
		status,
		JSON.stringify({
			requestId: text,
			message: text,
			i18nKey: text,
			errors: [{ path: text, i18nKey: text, message: text, invalidValue: text }],
		}),
		// A header cannot hold all that JSON can.
		{ 'X-Request-ID': text.replace(/[^\x20-\x7e]/g, '').slice(0, 12_000) },
	);

const BASIC_VALUE = Buffer.from(`fake-platform:${SECRETS.apiKey}`).toString('base64');

describe('a server that repeats what it was sent', () => {
	it.each<[string, string]>([
		['the API key', SECRETS.apiKey],
		['the second API key', SECRETS.secondaryApiKey],
		['the Authorization header', `Basic ${BASIC_VALUE}`],
		['the header’s value alone', BASIC_VALUE],
		['the key in capitals', SECRETS.apiKey.toUpperCase()],
		['the key behind so much that a cut would leave half of it', `${'x'.repeat(190)}${SECRETS.apiKey}`],
		['the key at the end of a long sentence', `${'x'.repeat(490)} ${SECRETS.apiKey}`],
	])('(%s) does not bring it before anybody’s eyes', async (_what, text) => {
		const { everything, error } = await refusedBy(writes(everywhere(text)));
		expect(error.code).toBe('REJECTED');
		for (const secret of [SECRETS.apiKey, SECRETS.secondaryApiKey, BASIC_VALUE]) {
			expect(everything.toLowerCase()).not.toContain(secret.slice(0, 12).toLowerCase());
		}
	});

	it('(a token in use) does not either', async () => {
		const token = { access_token: SECRETS.accessToken, token_type: 'Bearer', expires_in: 86_400 };
		const tokenOr = (answer: Buffer): Behaviour => {
			return (socket, { head }) =>
				void socket.write(head.startsWith('POST /oauth/') ? httpAnswer(200, JSON.stringify(token)) : answer);
		};
		for (const text of [SECRETS.accessToken, `Bearer ${SECRETS.accessToken}`, SECRETS.clientSecret]) {
			const { everything, error } = await refusedBy(tokenOr(everywhere(text)), { auth: 'oauth2' });
			expect(error.code).toBe('REJECTED');
			expect(everything).not.toContain(SECRETS.accessToken);
			expect(everything).not.toContain(SECRETS.clientSecret);
		}
	});

	it('(as the order that has the reference) does not either', async () => {
		const order = { ...ORDER, referenceOrderID: SECRETS.apiKey, utid: SECRETS.apiKey };
		const { everything, error } = await refusedBy(answers(200, JSON.stringify(order)));
		expect(error.code).toBe('REFERENCE_TAKEN');
		expect(everything.toLowerCase()).not.toContain(SECRETS.apiKey);
	});

	it('(in the request ID of a success) does not either', async () => {
		const answer = httpAnswer(201, JSON.stringify(ORDER), { 'X-Request-ID': `a ${SECRETS.apiKey}` });
		const { tango } = await openHostileTango(writes(answer));
		expect(await tango.placeOrder(ORDER_BODY, ONE_ATTEMPT)).toMatchObject({ requestId: 'a [redacted]' });
	});
});

describe('words of a server', () => {
	const NASTY =
		'<script>alert(1)</script><img src=x onerror=alert(1)>\u001b[31m\u0000\r\nX-Injected: 1\u202e\u2028';

	it('are one line without signs that act, and HTML does nothing where n8n shows HTML', async () => {
		const { error, message, description } = await refusedBy(writes(everywhere(NASTY)));
		for (const text of [message, description, ...Object.values(error.facts).map(String)]) {
			expect(text).not.toMatch(/[\p{Cc}\u202e\u2028]/u);
		}
		expect(description).not.toMatch(/[<>]/);
	});

	it('stay short, however long they are', async () => {
		const { error, message, description } = await refusedBy(writes(everywhere('w'.repeat(1_000_000))));
		expect(JSON.stringify(error.facts).length).toBeLessThan(2_000);
		expect(message.length).toBeLessThan(1_100);
		expect(description.length).toBeLessThan(3_000);
	});

	it('of the order that has the reference stay short as well', async () => {
		const long = 'U'.repeat(500_000);
		const order = {
			...ORDER,
			referenceOrderID: long,
			utid: long,
			accountIdentifier: long,
			recipient: { email: long },
		};
		const { error, message } = await refusedBy(answers(200, JSON.stringify(order)));
		expect(error.code).toBe('REFERENCE_TAKEN');
		expect(message.length).toBeLessThan(1_100);
		expect(JSON.stringify(error.facts).length).toBeLessThan(2_000);
	});

	it.each([500, 502, 400, 403, 404])('of a web page (%i) are not repeated at all', async (status) => {
		const html = `<!doctype html><title>${NASTY}</title>${SECRETS.apiKey}`;
		const { everything } = await refusedBy(answers(status, html, { 'Content-Type': 'text/html' }));
		expect(everything).not.toMatch(/alert|doctype|onerror/);
		expect(everything).not.toContain(SECRETS.apiKey);
	});

	it('split by a line break of the server’s own are another header, and only that', async () => {
		const head = 'HTTP/1.1 400 X\r\nX-Request-ID: a\r\nSet-Cookie: evil=1\r\nContent-Length: 2\r\n\r\n{}';
		const { error, everything } = await refusedBy(writes(head));
		expect(error.facts.requestId).toBe('a');
		expect(everything).not.toContain('evil');
	});
});

describe('a redirect', () => {
	it.each([301, 302, 303, 307, 308])('(%i) ends the order; no other server hears of it', async (status) => {
		const other = await openHostileTango(answers(200, '{}'));
		const location = `https://${HOST}:${other.server.port}/raas/v2/orders?key=${SECRETS.apiKey}`;
		const { error, everything } = await refusedBy(answers(status, '', { Location: location }));
		expect(error).toMatchObject({ code: 'PROXY', facts: { status } });
		expect(everything).not.toContain(SECRETS.apiKey);
		expect(other.server.connections).toBe(0);
	});

	it('ends a read as well', async () => {
		const { tango, server } = await openHostileTango(answers(302, '', { Location: '/raas/v2/elsewhere' }));
		const read = tango.send(ENDPOINTS.getAccount, { path: { accountIdentifier: 'a' } }, ONE_ATTEMPT);
		await expect(read).rejects.toMatchObject({ code: 'PROXY' });
		expect(server.requests).toHaveLength(1);
	});
});
