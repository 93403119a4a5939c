import { parseJson } from '../shared/json.ts';

type Told = Record<string, unknown>;

/** The status in what a model was told; what n8n says instead in a word of its own; else the text itself. */
export function statusIn(text: string): string {
	if (/^\W*$/.test(text)) return 'nothing';
	if (text.includes('Received tool input did not match expected schema')) return 'no such arguments';
	try {
		const parsed = parseJson<Told[] | Told>(text);
		const answer: Told | undefined = Array.isArray(parsed) ? parsed[0] : parsed;
		if (String(answer?.output).startsWith('User rejected the tool call')) return 'declined';
		return typeof answer?.status === 'string' ? answer.status : text;
	} catch {
		return text;
	}
}
