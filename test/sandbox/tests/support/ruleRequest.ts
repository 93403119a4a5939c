import type { OperationRules } from '../../facts/fieldRules.ts';
import type { FieldRule, Limit, Values } from '../../facts/rules/fieldRule.ts';

/** The sample request of a rule with a value put into its field. */
export function requestWith({ sample }: OperationRules, rule: FieldRule, value: unknown): Values {
	return changed({ ...sample, ...rule.sample }, rule.field.split('.'), value);
}

function changed(source: Values, [name = '', ...rest]: readonly string[], value: unknown): Values {
	const own = name.replace('[]', '');
	const inner = source[own];
	const next = rest.length === 0 ? value : changed(isValues(inner) ? inner : {}, rest, value);
	return { ...source, [own]: own === name ? next : [next] };
}

/** The address of the operation, a query included. */
export function targetOf({ verb, path, url = path }: OperationRules, request: Values): string {
	if (verb !== 'get') return url;
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(request)) {
		for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
	}
	return `${url}?${query}`;
}

/** Where Tango's error points, as the two error shapes say it. */
export function errorPath({ field, at = field.replace('[]', '[0]') }: FieldRule): string {
	return at;
}

/** A limit in the words of a test's title. */
export function titleOf({ field, limit, when }: FieldRule): string {
	return `${field}: ${limitWords(limit)}${when ? `, where ${when.field} is ${when.is.join(' or ')}` : ''}`;
}

function limitWords(limit: Limit): string {
	if ('matches' in limit) return limit.means;
	if ('books' in limit) return limit.books;
	return Object.entries(limit)
		.map(([name, value]) => (value === true ? name : `${name} ${value}`))
		.join(' ');
}

function isValues(value: unknown): value is Values {
	return typeof value === 'object' && value !== null;
}
