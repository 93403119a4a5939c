import type { IExecuteFunctions } from 'n8n-workflow';
import type { ValueOf } from './form';

/**
 * Reads the node's parameters. A value without an expression is the same for every item, so n8n is asked for
 * it once: for 2,000 items that is most of the work.
 */
export function nodeValues(node: IExecuteFunctions): (itemIndex: number) => ValueOf {
	const fixed = new Map<string, unknown>();
	const varying = new Set<string>();
	return (itemIndex) => (name, fallback) => {
		if (fixed.has(name)) return fixed.get(name);
		const value: unknown = node.getNodeParameter(name, itemIndex, fallback);
		if (varying.has(name)) return value;
		const raw: unknown = node.getNodeParameter(name, itemIndex, fallback, { rawExpressions: true });
		if (holdsExpression(raw)) varying.add(name);
		else fixed.set(name, value);
		return value;
	};
}

/** n8n marks an expression with "=" at the start of the text. */
function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}
