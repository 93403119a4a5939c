import type { FieldError } from '../errors.ts';
import { keepsLimit } from './keepsLimit.ts';
import type { FieldRule, Limit } from './rules/fieldRule.ts';

/** What a request breaks of the rules, all at once as Tango lists it. What the books decide is not looked at. */
export function brokenRules(rules: readonly FieldRule[], request: unknown): FieldError[] {
	const broken = (rule: FieldRule) =>
		valuesAt(request, rule.field.split('.')).filter(({ value }) => !keepsLimit(value, rule.limit, request));
	return rules
		.filter((rule) => applies(rule, request))
		.flatMap((rule) =>
			broken(rule).map(({ path, value }) => ({
				path,
				i18nKey: rule.key,
				message: wordsOf(rule.limit),
				invalidValue: value ?? null,
				constraint: constraintOf(rule.limit),
			})),
		);
}

function applies({ when }: FieldRule, request: unknown): boolean {
	if (!when) return true;
	return valuesAt(request, when.field.split('.')).some(({ value }) => when.is.some((one) => one === value));
}

interface Found {
	readonly path: string;
	readonly value: unknown;
}

/** The value of a field, undefined included; of a list (`name[]`) all values. Without its parent a field has none. */
function valuesAt(source: unknown, [name, ...rest]: readonly string[], path = ''): Found[] {
	if (name === undefined) return [{ path, value: source }];
	if (!isRecord(source)) return [];
	const own = name.replace('[]', '');
	const here = path === '' ? own : `${path}.${own}`;
	const value = source[own];
	if (own === name) return valuesAt(value, rest, here);
	return Array.isArray(value)
		? value.flatMap((entry, index) => valuesAt(entry, rest, `${here}[${index}]`))
		: [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wordsOf(limit: Limit): string {
	if ('given' in limit) return 'may not be null';
	if ('filled' in limit) return 'may not be empty';
	if ('email' in limit) return 'not a well-formed email address';
	if ('matches' in limit) return `must be ${limit.means}`;
	if ('length' in limit) return `length must be between ${limit.length.join(' and ')}`;
	if ('decimals' in limit) return `must have at most ${limit.decimals} decimal digits`;
	if ('date' in limit) return 'DateTime must be in ISO 8601 format.';
	if ('lies' in limit) return `must be ${limit.lies}`;
	if ('days' in limit) return `Order period must not exceed ${limit.days} days.`;
	if ('after' in limit) return `must come after ${limit.after}`;
	return `must be ${Object.entries(limit).join(' ')}`;
}

function constraintOf(limit: Limit): string | undefined {
	if ('given' in limit) return 'NotNull';
	if ('email' in limit) return 'Email';
	if ('matches' in limit) return 'Pattern';
	return 'length' in limit ? 'Size' : undefined;
}
