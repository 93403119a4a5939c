import type { IExecuteFunctions } from 'n8n-workflow';
import type { ReadContext } from './field';
import { fleetingIn } from './fleeting';
import type { ValueOf } from './form';
import { locatorValue } from './locator';
import type { ToolReading } from './toolCall';

/**
 * Reads the node's parameters. A value without an expression is the same for every item, so n8n is asked for
 * it once: for 2,000 items that is most of the work.
 */
export function nodeValues(node: IExecuteFunctions, tool?: ToolReading): (itemIndex: number) => ValueOf {
	const fixed = new Map<string, unknown>();
	const varying = new Set<string>();
	const valueOf = (itemIndex: number, name: string, fallback: unknown): unknown => {
		if (fixed.has(name)) return fixed.get(name);
		const value: unknown = node.getNodeParameter(name, itemIndex, fallback);
		if (varying.has(name)) return value;
		const raw: unknown = node.getNodeParameter(name, itemIndex, fallback, { rawExpressions: true });
		if (holdsExpression(raw)) varying.add(name);
		else fixed.set(name, value);
		return value;
	};
	return (itemIndex) => {
		const context: ReadContext = {
			timezone: () => node.getTimezone(),
			emptyExpressions: (name) => (varying.has(name) ? emptyExpressions(node, name, itemIndex) : []),
			fleeting: (name) => (varying.has(name) ? fleetingIn(rawText(node, name, itemIndex)) : undefined),
			tool,
		};
		return Object.assign((name: string, fallback: unknown) => valueOf(itemIndex, name, fallback), {
			context,
		});
	};
}

/**
 * The expressions in a text that found no value: n8n puts nothing in their place, and of "resp-" nobody sees what is
 * missing. A text that is one expression shows it itself.
 */
function emptyExpressions(node: IExecuteFunctions, name: string, itemIndex: number): string[] {
	const raw = rawText(node, name, itemIndex);
	if (!raw.startsWith('=')) return [];
	const parts = raw.slice(1).match(/\{\{[^]*?\}\}/g) ?? [];
	if (parts.length === 1 && parts[0] === raw.slice(1).trim()) return [];
	return parts.filter((part) => {
		try {
			const value: unknown = node.evaluateExpression(part, itemIndex);
			return value === undefined || value === null || Number.isNaN(value) || String(value).trim() === '';
		} catch {
			// A function, such as {{ $json.id.trim }} without its brackets.
			return true;
		}
	});
}

function rawText(node: IExecuteFunctions, name: string, itemIndex: number): string {
	const raw = locatorValue(node.getNodeParameter(name, itemIndex, '', { rawExpressions: true }));
	return typeof raw === 'string' ? raw : '';
}

/** n8n marks an expression with "=" at the start of the text. */
function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}
