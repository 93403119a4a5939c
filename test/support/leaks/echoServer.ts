import { httpAnswer } from '../badServer/behaviours.ts';
import { startTlsServer, type TestServer } from '../badServer/server.ts';
import { createTestCa } from '../tls/testCa.ts';
import { echoOf, PLANTED, PLANTED_PLATFORM } from './planted.ts';

interface How {
	readonly status: number;
	readonly html?: boolean;
	readonly refuseToken?: boolean;
}

/** A server that repeats the secrets it was sent, and how to reach it with the planted credentials. */
export interface EchoServer {
	readonly baseUrl: string;
	readonly tokenUrl: string;
	readonly caCertificate: string;
	readonly basic: { platformName: string; apiKey: string; secondaryApiKey: string };
	readonly oauth: Record<
		'clientId' | 'clientSecret' | 'username' | 'password' | 'audience' | 'scope',
		string
	>;
	/** How it answers from now on; the token endpoint grants a planted token unless it is to refuse too. */
	answer(how: How): void;
	readonly requests: TestServer['requests'];
	close(): Promise<void>;
}

/** What a request was authenticated with. A secret that never travelled cannot be repeated. */
const SENT = {
	keys: echoOf([PLANTED.apiKey, PLANTED.secondaryApiKey]),
	grant: echoOf([PLANTED.clientSecret, PLANTED.password]),
	token: echoOf([PLANTED.bearer, PLANTED.clientSecret, PLANTED.password]),
};

function wordsFor(head: string): string {
	if (head.startsWith('POST /oauth/token')) return SENT.grant;
	return /^authorization: basic/im.test(head) ? SENT.keys : SENT.token;
}

export async function startEchoServer(): Promise<EchoServer> {
	const ca = await createTestCa();
	let how: How = { status: 400 };
	const server = await startTlsServer(
		await ca.issue({ dnsNames: ['localhost'] }),
		(socket, { head, body }) => {
			const isToken = head.startsWith('POST /oauth/token');
			if (isToken && !how.refuseToken) {
				const token = { access_token: PLANTED.bearer, token_type: 'Bearer', expires_in: 86_400 };
				return void socket.write(httpAnswer(200, JSON.stringify(token)));
			}
			const words = wordsFor(head);
			const heard = `${words}\n${head}\n${body}`;
			const text = how.html ? `<html><h1>${heard}</h1></html>` : JSON.stringify(refusal(heard, words));
			socket.write(httpAnswer(how.status, text, headersOf(how, words)));
		},
	);
	const origin = `https://localhost:${server.port}`;
	return {
		baseUrl: `${origin}/raas/v2`,
		tokenUrl: `${origin}/oauth/token`,
		caCertificate: ca.pem,
		basic: {
			platformName: PLANTED_PLATFORM,
			apiKey: PLANTED.apiKey,
			secondaryApiKey: PLANTED.secondaryApiKey,
		},
		oauth: {
			clientId: 'leak-client',
			clientSecret: PLANTED.clientSecret,
			username: 'leak-account',
			password: PLANTED.password,
			audience: 'https://api.tangocard.com/',
			scope: 'raas.all',
		},
		answer: (next) => {
			how = next;
		},
		requests: server.requests,
		close: async () => await server.close(),
	};
}

/** Words wherever Tango or a token endpoint puts words. */
function refusal(long: string, words: string): object {
	return {
		error: long,
		error_description: long,
		requestId: words,
		i18nKey: words,
		message: long,
		errors: [{ path: words, i18nKey: words, message: long, invalidValue: long }],
	};
}

function headersOf({ status, html }: How, words: string): Record<string, string> {
	return {
		// A header is one line.
		'X-Request-ID': words.replaceAll('\n', ' '),
		...(html ? { 'Content-Type': 'text/html' } : {}),
		...(status >= 300 && status < 400 ? { Location: `https://localhost/${encodeURIComponent(words)}` } : {}),
		...(status === 429 ? { 'Retry-After': '0' } : {}),
	};
}
