import type { IExecuteFunctions } from 'n8n-workflow';

/* Whether a model has a say in a value. n8n evaluates expressions before anybody sees them, so the raw text is read. */

/** In any spelling that n8n takes; in a text without an expression, too, as n8n offers it to the model all the same. */
const FROM_AI = /\$fromAI/i;

/** A name of n8n's, such as `$json`; `$` alone is the beginning of `$('Node')`. */
const NAME = /\$(?!\d)\w*/g;

/** What an expression of the author's may read. All others hold a model's words, or are others at each call. */
const OF_AUTHOR: ReadonlySet<string> = new Set(['$', '$env', '$secrets', '$vars', '$workflow']);

/** Never twice the same, so that every call would be another event. */
const FLEETING =
	/Math\.random|Date\.now|new Date\(\s*\)|DateTime\.(?:now|local|utc)\(\s*\)|random(?:UUID|Int)/;

/** What in a field lets a model write its value, or gives another one at each call: "$fromAI". */
export function wordsOfModel(node: IExecuteFunctions, name: string): string | undefined {
	for (const text of textsIn(node.getNode().parameters[name])) {
		if (FROM_AI.test(text)) return '$fromAI';
		if (!text.startsWith('=')) continue;
		const foreign = text.match(NAME)?.find((found) => !OF_AUTHOR.has(found) && found !== '$json');
		const found = foreign ?? FLEETING.exec(text)?.[0];
		if (found !== undefined) return found;
		if (/\$json\b/.test(text) && !isOfEvent(node, text)) return '$json';
	}
	return undefined;
}

/** Every text in a parameter, those of collections and of resource locators included. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/**
 * In Agent 3 n8n lays the model's arguments over the item that the agent got, without looking at their names: a model
 * that adds "ticket" writes `$json.ticket`. So the expression must come to the same on that item itself. Where the item
 * cannot be told (the agent got several), nothing is proved. In Agent 2 and under MCP `$json` is the agent's item.
 */
function isOfEvent(node: IExecuteFunctions, text: string): boolean {
	if (node.isToolExecution?.() === true) return true;
	const [item] = node.getInputData();
	const paired = item?.pairedItem;
	const source =
		typeof paired === 'object' && 'sourceOverwrite' in paired ? paired.sourceOverwrite : undefined;
	if (!source) return false;
	const { previousNode, previousNodeOutput = 0, previousNodeRun = 0 } = source;
	const at = `$(${JSON.stringify(previousNode)})`;
	const where = `(${previousNodeOutput}, ${previousNodeRun})`;
	const valueOf = (expression: string) => JSON.stringify(node.evaluateExpression(expression, 0));
	try {
		const isAlone = valueOf(`{{ ${at}.all${where}.length }}`) === '1';
		const expression = text.slice(1);
		return (
			isAlone &&
			valueOf(expression) === valueOf(expression.replace(/\$json\b/g, () => `${at}.first${where}.json`))
		);
	} catch {
		return false;
	}
}
