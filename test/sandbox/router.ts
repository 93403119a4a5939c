import type { Verb } from './facts/document.ts';
import type { Answer, Call } from './exchange.ts';
import type { Store } from './store.ts';

/** One endpoint the sandbox plays. */
export interface Route {
	readonly verb: Verb;
	/** Path below the API base, spelled as in the API facts. */
	readonly path: string;
	readonly handle: (visit: Visit) => Answer | Promise<Answer>;
}

/** What a handler gets: the call, the books and its path parameters. */
export interface Visit {
	readonly call: Call;
	readonly store: Store;
	/** Value of a `{name}` of the path. */
	readonly parameter: (name: string) => string;
}

interface Compiled {
	readonly route: Route;
	readonly parts: readonly string[];
}

export interface Found {
	readonly route: Route;
	readonly parameters: Readonly<Record<string, string>>;
}

/** Finds the route of a path: the first in the list that fits, so a literal part stands before a `{name}`. */
export class Router {
	readonly #routes: readonly Compiled[];

	constructor(routes: readonly Route[]) {
		this.#routes = routes.map((route) => ({ route, parts: route.path.split('/') }));
	}

	find(method: string, path: string): Found | undefined {
		const verb = method.toLowerCase();
		const given = path.split('/');
		for (const { route, parts } of this.#routes) {
			if (route.verb !== verb || parts.length !== given.length) continue;
			const parameters = match(parts, given);
			if (parameters) return { route, parameters };
		}
		return undefined;
	}
}

function match(parts: readonly string[], given: readonly string[]): Record<string, string> | undefined {
	const parameters: Record<string, string> = {};
	for (const [index, part] of parts.entries()) {
		const value = given[index] ?? '';
		if (part.startsWith('{')) parameters[part.slice(1, -1)] = decode(value);
		else if (part !== value) return undefined;
	}
	return parameters;
}

function decode(value: string): string {
	try {
		return decodeURIComponent(value);
	} catch {
		return value;
	}
}
