/** What the objects of a class hold. The build writes it down, so that n8n need not load the class to show its form. */
export interface Outline {
	/** All but the functions, as JSON. */
	readonly data: string;
	/** Where there are functions: `['execute']`, `['methods', 'listSearch', 'searchRewards']`. */
	readonly functions: ReadonlyArray<readonly string[]>;
}

/** What a user reads when the package cannot be loaded with its first use. */
export const REPLACED =
	'The Tango nodes cannot be loaded: most likely they were updated while n8n was running. Nothing was done or sent. Restart n8n, then run this again.';

/** The classes of the package by their names. */
export interface Whole {
	readonly version: string;
	readonly classes: Readonly<Record<string, new () => object>>;
}

/**
 * A class that n8n loads in place of another when it starts. It looks the same; what it does comes with its first use, and
 * then all of the package at once: files that are replaced meanwhile never make half of an old and half of a new one.
 */
export function frontOf(
	name: string,
	version: string,
	{ data, functions }: Outline,
	load: () => Whole,
): new () => object {
	let real: object | undefined;
	const late = (path: readonly string[]) =>
		async function (this: unknown, ...given: unknown[]): Promise<unknown> {
			real ??= realOne(name, version, load);
			const found = at(real, path);
			return typeof found === 'function' ? await Reflect.apply(found, this, given) : undefined;
		};
	const front = class {
		constructor() {
			// Made anew for each: n8n writes into what it is given.
			Object.assign(this, JSON.parse(data));
			for (const path of functions) place(this, path, late(path));
		}
	};
	Object.defineProperty(front, 'name', { value: name });
	return front;
}

function realOne(name: string, version: string, load: () => Whole): object {
	try {
		const { version: loaded, classes } = load();
		const Real = loaded === version ? classes[name] : undefined;
		if (Real) return new Real();
	} catch (cause) {
		throw replaced(cause);
	}
	throw replaced();
}

function replaced(cause?: unknown): Error {
	return new Error(REPLACED, { cause });
}

function at(holder: object, path: readonly string[]): object {
	return path.reduce<object>((inner, key) => Object(Reflect.get(inner, key)), holder);
}

function place(holder: object, path: readonly string[], value: unknown): void {
	const [name = '', ...rest] = path.toReversed();
	// What belongs to the class itself is not counted among what an object of it holds.
	const enumerable = rest.length > 0;
	Object.defineProperty(at(holder, rest.toReversed()), name, { value, enumerable, writable: true });
}
