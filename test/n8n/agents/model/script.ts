/** One tool call as a model makes it. */
export interface ToolCall {
	tool: string;
	arguments: Record<string, unknown>;
}

/** What a model does in one conversation: the calls of its turns, and then a last word. */
export interface Script {
	turns: ToolCall[][];
	/** Refuses, as a provider does, when the conversation has come to this turn; so often. */
	refuse?: { atTurn: number; times: number };
}

/** The part of a request for a chat completion that tells how far a conversation is, and what the model was told. */
export interface ChatRequest {
	model: string;
	messages: ChatMessage[];
	tools?: Array<{ function: { name: string; description?: string; parameters: unknown } }>;
}

export interface ChatMessage {
	role: string;
	content?: string | null | Array<{ text?: string }>;
	tool_calls?: Array<{ id: string }>;
	tool_call_id?: string;
}

/**
 * Turns that lie behind. Agents that start a conversation again begin with the first one again; some make a message of
 * its own of each call, so calls are what is counted.
 */
export function turnsTaken({ messages }: ChatRequest, turns: ToolCall[][]): number {
	let calls = messages.flatMap(({ tool_calls: made }) => made ?? []).length;
	let turn = 0;
	while (calls > 0 && turn < turns.length) {
		calls -= turns[turn]?.length ?? 0;
		turn += 1;
	}
	return turn;
}

export function textOf({ content }: ChatMessage): string {
	if (typeof content === 'string') return content;
	return (content ?? []).map(({ text }) => text ?? '').join('');
}
