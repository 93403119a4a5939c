import type { INodeProperties } from 'n8n-workflow';
import { invalidInput, type TangoError } from '../core';
import type { RawItem } from './operation';

/** Reads one parameter of one item; n8n resolves its expression. */
export type ParameterReader = (name: string, fallback: unknown) => unknown;

/**
 * Reads the operation's own fields and validates them.
 * A problem names the innermost field that has a name: `options.timeout` is "Timeout".
 */
export function readParams(properties: readonly INodeProperties[], read: ParameterReader): RawItem['read'] {
	return (schema) => {
		const raw: Record<string, unknown> = {};
		for (const { name, default: fallback } of properties) {
			try {
				raw[name] = locatorValue(read(name, fallback));
			} catch (error) {
				return { problem: unreadable(name, error) };
			}
		}
		const parsed = schema.safeParse(raw);
		if (parsed.success) return { params: parsed.data };
		const [issue] = parsed.error.issues;
		const field = issue?.path.filter((part) => typeof part === 'string').at(-1);
		return { problem: invalidInput(field ?? '', issue?.message ?? 'is not valid') };
	};
}

/**
 * The ID inside a resource locator. n8n's own `extractValue` is not used: it throws for fields that are
 * hidden at the moment.
 */
export function locatorValue(value: unknown): unknown {
	const isLocator = typeof value === 'object' && value !== null && '__rl' in value && 'value' in value;
	return isLocator ? value.value : value;
}

/** An expression that n8n could not resolve: its own words say why. */
function unreadable(field: string, error: unknown): TangoError {
	const why = error instanceof Error ? error.message : 'unknown reason';
	return invalidInput(field, `could not be read: ${why}`);
}
