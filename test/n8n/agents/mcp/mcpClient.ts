import { parseJson } from '../../shared/json.ts';

interface RpcAnswer {
	result?: { content?: Array<{ text?: string }>; tools?: McpTool[]; isError?: boolean };
	error?: { message: string };
}

export interface McpTool {
	name: string;
	description?: string;
	inputSchema: unknown;
}

/** An MCP client, as an assistant on somebody's computer is one: streamable HTTP, one session. */
export class McpClient {
	readonly #url: string;
	readonly #headers: Record<string, string>;
	#session: Record<string, string> = {};
	#lastId = 0;

	private constructor(url: string, headers: Record<string, string>) {
		this.#url = url;
		this.#headers = headers;
	}

	static async connect(url: string, headers: Record<string, string> = {}): Promise<McpClient> {
		const client = new McpClient(url, headers);
		await client.#request('initialize', {
			protocolVersion: '2025-06-18',
			capabilities: {},
			clientInfo: { name: 'scripted', version: '1.0.0' },
		});
		await client.#post({ jsonrpc: '2.0', method: 'notifications/initialized' });
		return client;
	}

	async tools(): Promise<McpTool[]> {
		return (await this.#request('tools/list', {})).result?.tools ?? [];
	}

	/** What the client hands to its model. */
	async call(name: string, values: Record<string, unknown>): Promise<string> {
		const { result, error } = await this.#request('tools/call', { name, arguments: values });
		return error?.message ?? (result?.content ?? []).map(({ text }) => text ?? '').join('');
	}

	async #request(method: string, params: unknown): Promise<RpcAnswer> {
		this.#lastId += 1;
		const text = await this.#post({ jsonrpc: '2.0', id: this.#lastId, method, params });
		const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
		return parseJson<RpcAnswer>(data);
	}

	async #post(message: unknown): Promise<string> {
		const answer = await fetch(this.#url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				...this.#session,
				...this.#headers,
			},
			body: JSON.stringify(message),
		});
		const session = answer.headers.get('mcp-session-id');
		if (session !== null) this.#session = { 'mcp-session-id': session };
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${this.#url}: HTTP ${answer.status} ${text}`);
		return text;
	}
}
