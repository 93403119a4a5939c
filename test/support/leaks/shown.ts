import { inspect } from 'node:util';

/**
 * Every way in which n8n, or somebody who debugs it, makes a text of a value: what is enumerable and what is not,
 * what hangs on the prototype's getters, causes and contexts, with and without the value's own say in it.
 */
export function shown(value: unknown): string {
	const deep = {
		showHidden: true,
		depth: Infinity,
		getters: true,
		maxArrayLength: null,
		maxStringLength: null,
	};
	return [
		inspect(value, deep),
		inspect(value, { ...deep, customInspect: false }),
		safeJson(value),
		String(value),
		...(value instanceof Error ? [value.message, value.stack ?? '', ...hidden(value)] : []),
	].join('\n');
}

/** JSON of an error's own properties, the hidden ones included, and of its causes. */
function hidden(error: Error): string[] {
	const own = Object.getOwnPropertyNames(error);
	const properties = Object.fromEntries(own.map((name) => [name, Reflect.get(error, name)]));
	return [safeJson(properties), ...(error.cause === undefined ? [] : [shown(error.cause)])];
}

function safeJson(value: unknown): string {
	const seen = new WeakSet<object>();
	return (
		JSON.stringify(value, (_key, one: unknown) => {
			if (typeof one === 'bigint') return String(one);
			if (typeof one !== 'object' || one === null) return one;
			if (seen.has(one)) return '[seen]';
			seen.add(one);
			return one;
		}) ?? ''
	);
}
