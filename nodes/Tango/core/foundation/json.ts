/** Tango's answers are five levels deep; everything that walks through one later may recurse this far. */
const MAX_DEPTH = 64;

/**
 * The JSON object or array in a text; undefined for everything else. Tango never answers with a bare scalar.
 *
 * What would harm those who handle it later is taken out: keys named `__proto__`, which become the prototype of
 * any object they are copied into, and whatever lies deeper than 64 levels (`null` stands there).
 */
export function parseJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? tamed(value, 1) : undefined;
	} catch {
		return undefined;
	}
}

/** In place, and without a copy of what it walks through: an answer may be megabytes long. */
function tamed(value: object, depth: number): object | null {
	if (depth > MAX_DEPTH) return null;
	if (Array.isArray(value)) {
		for (let at = 0; at < value.length; at += 1) {
			const inner: unknown = value[at];
			if (isObject(inner) && tamed(inner, depth + 1) === null) value[at] = null;
		}
		return value;
	}
	if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__');
	for (const name of Object.keys(value)) {
		const inner: unknown = Reflect.get(value, name);
		if (isObject(inner) && tamed(inner, depth + 1) === null) Reflect.set(value, name, null);
	}
	return value;
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}
