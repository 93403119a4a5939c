import type { INodeProperties } from 'n8n-workflow';
import type { z } from 'zod/v4';
import { invalidInput, type TangoError } from '../../core';
import type { ParameterReader } from './parameterReader';

/** Why parameters could not be used; at least one reason. */
interface Unusable {
	readonly problems: readonly [TangoError, ...TangoError[]];
}

/** An item's parameters as n8n resolved them, or what kept it from resolving one. */
export type RawParams = { readonly raw: Readonly<Record<string, unknown>> } | Unusable;

/** Reads the operation's own fields of one item. */
export function readRaw(properties: readonly INodeProperties[], read: ParameterReader): RawParams {
	const raw: Record<string, unknown> = {};
	for (const { name, default: fallback } of properties) {
		try {
			raw[name] = locatorValue(read(name, fallback));
		} catch (error) {
			return { problems: [unreadable(name, error)] };
		}
	}
	return { raw };
}

/** Validates them. A problem names the innermost field that has a name: `options.timeout` is "Timeout". */
export function validate<S extends z.ZodType>(
	params: RawParams,
	schema: S,
): { readonly params: z.output<S> } | Unusable {
	if ('problems' in params) return params;
	const parsed = schema.safeParse(params.raw);
	if (parsed.success) return { params: parsed.data };
	const [first = invalidInput('', 'is not valid'), ...others] = parsed.error.issues.map(({ path, message }) =>
		invalidInput(path.filter((part) => typeof part === 'string').at(-1) ?? '', message),
	);
	return { problems: [first, ...others] };
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
