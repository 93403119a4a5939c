import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

import { parseJson } from '../../shared/json.ts';
import { type ChatRequest, type Script, textOf, type ToolCall, turnsTaken } from './script.ts';

/** A provider of models whose models do what their script says, behind an OpenAI-compatible address. */
export interface ScriptedModel {
	/** What n8n's OpenAI credential takes as its base URL. */
	url: string;
	/** Forgets everything and gives the models, by name, their scripts. */
	play(scripts: Record<string, Script>): void;
	requests: readonly ChatRequest[];
	/** What the tools answered to a model, in the order of its calls; an answer that never came is missing. */
	told(model: string): string[];
	close(): Promise<void>;
}

interface Call {
	id: string;
	model: string;
}

export async function startScriptedModel(): Promise<ScriptedModel> {
	let scripts: Record<string, Script> = {};
	let refusals: Record<string, number> = {};
	const calls: Call[] = [];
	const requests: ChatRequest[] = [];

	const numbered = (model: string, { tool, arguments: values }: ToolCall) => {
		const id = `call_${calls.length + 1}`;
		calls.push({ id, model });
		return { id, type: 'function', function: { name: tool, arguments: JSON.stringify(values) } };
	};

	const answer = (request: ChatRequest): { status: number; body: unknown } => {
		requests.push(request);
		const { model } = request;
		if (!Array.isArray(request.messages)) return refusal('Only chat completions are spoken here');
		const script = scripts[model];
		if (script === undefined) return refusal(`There is no script for ${model}`);
		const turn = turnsTaken(request, script.turns);
		const refused = refusals[model] ?? 0;
		if (script.refuse?.atTurn === turn && refused < script.refuse.times) {
			refusals[model] = refused + 1;
			return refusal('The model refuses this request');
		}
		const next = script.turns[turn];
		const message =
			next === undefined
				? { role: 'assistant', content: 'Done.' }
				: { role: 'assistant', content: null, tool_calls: next.map((call) => numbered(model, call)) };
		return { status: 200, body: completion(model, message) };
	};

	const server = createServer((request, response) => {
		void readBody(request).then((text) => {
			const { status, body } = answer(parseJson<ChatRequest>(text));
			send(response, status, body);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = typeof address === 'object' && address !== null ? address.port : 0;

	return {
		url: `http://127.0.0.1:${port}/v1`,
		requests,
		play(next) {
			scripts = next;
			refusals = {};
			calls.length = 0;
			requests.length = 0;
		},
		told(model) {
			const answers = new Map<string, string>();
			for (const { messages } of requests) {
				for (const message of messages) {
					if (message.role === 'tool') answers.set(String(message.tool_call_id), textOf(message));
				}
			}
			return calls.flatMap((call) => {
				const text = call.model === model ? answers.get(call.id) : undefined;
				return text === undefined ? [] : [text];
			});
		},
		async close() {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}

function completion(model: string, message: { tool_calls?: unknown[] }) {
	return {
		id: 'chatcmpl-scripted',
		object: 'chat.completion',
		created: 0,
		model,
		choices: [{ index: 0, message, finish_reason: message.tool_calls === undefined ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

/** A 400 is what a client library never sends again by itself. */
function refusal(message: string) {
	return { status: 400, body: { error: { message, type: 'invalid_request_error' } } };
}

async function readBody(request: IncomingMessage): Promise<string> {
	let text = '';
	request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
	await new Promise((resolve) => request.once('end', resolve));
	return text;
}

function send(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}
