import type { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { parseJson } from '../../exchange.ts';
import type { Sandbox } from '../../types.ts';

/** What a client needs to know of a sandbox, also of one in another process. */
export type Reachable = Pick<Sandbox, 'origin' | 'baseUrl' | 'caCertificate' | 'basic'>;

/** A whole answer. */
export interface Reply {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
	readonly json: unknown;
}

type Headers = Readonly<Record<string, string>>;

/** A plain client for tests of the sandbox itself: no retries, no pacing, nothing hidden. */
export interface Client {
	get(path: string, headers?: Headers): Promise<Reply>;
	post(path: string, body: unknown, headers?: Headers): Promise<Reply>;
	/** Any other method. */
	send(method: string, path: string, body?: unknown): Promise<Reply>;
	postForm(path: string, fields: Headers, headers?: Headers): Promise<Reply>;
	close(): void;
}

export function basicHeader({ platformName, apiKey }: { platformName: string; apiKey: string }): string {
	return `Basic ${Buffer.from(`${platformName}:${apiKey}`).toString('base64')}`;
}

/** Opens a keep-alive client that trusts the sandbox's CA; paths below the API base may be short. */
export function openClient(sandbox: Reachable, authorization = basicHeader(sandbox.basic)): Client {
	const agent = new Agent({ keepAlive: true, ca: sandbox.caCertificate });
	const call = (method: string, path: string, headers: Headers, body?: string) =>
		exchange(agent, urlOf(sandbox, path), method, headers, body);
	return {
		get: (path, headers = {}) => call('GET', path, { authorization, ...headers }),
		post: (path, body, headers = {}) =>
			call(
				'POST',
				path,
				{ authorization, 'content-type': 'application/json', ...headers },
				typeof body === 'string' ? body : JSON.stringify(body),
			),
		send: (method, path, body) =>
			call(
				method,
				path,
				{ authorization, 'content-type': 'application/json' },
				body === undefined ? undefined : JSON.stringify(body),
			),
		postForm: (path, fields, headers = {}) =>
			call(
				'POST',
				path,
				{ 'content-type': 'application/x-www-form-urlencoded', ...headers },
				new URLSearchParams(fields).toString(),
			),
		close: () => agent.destroy(),
	};
}

function urlOf({ origin, baseUrl }: Reachable, path: string): string {
	return /^\/(raas|oauth|_sandbox)\//.test(path) ? origin + path : baseUrl + path;
}

function exchange(
	agent: Agent,
	url: string,
	method: string,
	headers: Headers,
	body: string | undefined,
): Promise<Reply> {
	return new Promise((resolve, reject) => {
		const outgoing = request(url, { agent, method, headers }, (response) => {
			const pieces: Buffer[] = [];
			response.on('data', (piece: Buffer) => pieces.push(piece));
			response.on('error', reject);
			response.on('end', () => {
				const text = Buffer.concat(pieces).toString();
				resolve({
					status: response.statusCode ?? 0,
					headers: response.headers,
					text,
					json: parseJson(text),
				});
			});
		});
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}
