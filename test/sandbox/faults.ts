/**
 * Every fault the sandbox can play. `executes` tells whether the request is processed first: an
 * order then stands on the books although the client cannot know.
 */
export const FAULTS = {
	'reset-before': { executes: false, effect: 'RST before processing' },
	'reset-after': { executes: true, effect: 'processed, then RST instead of an answer' },
	'close-before': { executes: false, effect: 'FIN before processing' },
	'close-after': { executes: true, effect: 'processed, then FIN instead of an answer' },
	'stall-before': { executes: false, effect: 'silence before processing' },
	'stall-after': { executes: true, effect: 'processed, then silence' },
	'headers-then-stall': { executes: true, effect: 'status and headers, then silence' },
	'truncated-body': { executes: true, effect: 'half the announced body, then FIN' },
	'bad-chunk': { executes: true, effect: 'half the body in chunks, then a chunk without a size' },
	'continue-first': { executes: true, effect: 'a right answer after a 100 that nobody asked for' },
	'hints-first': { executes: true, effect: 'a right answer after 102 and 103' },
	'huge-headers': { executes: true, effect: 'a right answer with more headers than anybody takes' },
	drip: { executes: true, effect: 'a right answer, a few bytes at a time' },
	'slow-processing': {
		executes: true,
		effect: 'a right answer, late; the order is in process meanwhile',
	},
	'garbage-status-line': { executes: true, effect: 'an answer that is not HTTP' },
	'status-500-before': { executes: false, effect: '500 before processing' },
	'status-502-before': {
		executes: false,
		effect: '502 page of the load balancer before processing',
	},
	'status-503-before': { executes: false, effect: '503 before processing' },
	'status-504-before': {
		executes: false,
		effect: '504 page of the load balancer before processing',
	},
	'status-500-after': { executes: true, effect: 'processed, then 500' },
	'status-502-after': { executes: true, effect: 'processed, then 502 page of the load balancer' },
	'status-503-after': { executes: true, effect: 'processed, then 503' },
	'status-504-after': { executes: true, effect: 'processed, then 504 page of the load balancer' },
	'rate-limited': { executes: false, effect: '429 without Retry-After' },
	'rate-limited-seconds': { executes: false, effect: '429 with Retry-After in seconds' },
	'rate-limited-date': { executes: false, effect: '429 with Retry-After as a date' },
	'rate-limited-garbage': { executes: false, effect: '429 with a Retry-After that means nothing' },
	unauthorized: { executes: false, effect: '401 although the credentials are right' },
	forbidden: { executes: false, effect: '403 in Tango’s own words' },
	'browser-403': { executes: false, effect: '403 in Tango’s own words, as for a browser (403.001)' },
	'alb-403': { executes: false, effect: '403 page of the load balancer' },
	'html-200': { executes: false, effect: '200 with a web page, as a captive portal sends it' },
	'foreign-json': { executes: false, effect: '200 with JSON of a gateway that never asked Tango' },
	gzip: { executes: true, effect: 'a right answer, compressed unasked' },
	'redirect-301': { executes: false, effect: '301 to another address' },
	'redirect-307': { executes: false, effect: '307 to another address' },
	'empty-200': { executes: true, effect: '200 without a body' },
	'not-json': { executes: true, effect: 'the right status, but a body that is not JSON' },
	'delivered-twice': { executes: true, effect: 'the answer to a request that arrived twice' },
	'delivered-again': {
		executes: true,
		effect: 'the second answer to a request that something on the way sent again',
	},
	'huge-body': { executes: true, effect: 'the right status and an endless JSON body' },
} as const;

export type FaultKind = keyof typeof FAULTS;

/** Which requests a fault waits for; without it, the very next one (token requests included). */
export interface FaultMatch {
	method?: string;
	/** A text must end the path (`/orders` does not fit `/orders/RA1`). */
	path?: string | RegExp;
}

export interface FaultSpec {
	kind: FaultKind;
	match?: FaultMatch;
	/** Stalls: drop the connection after so long (default: only on close). Drip: pause per piece. Slow: delay. Retry-After: wait asked for. */
	ms?: number;
	/** Drip: bytes per piece. Huge body: its length. */
	bytes?: number;
	/** Overrides the table's `executes`, e.g. an empty 200 from a proxy that never asked Tango. */
	executes?: boolean;
}

export interface RandomFaults {
	seed: number;
	/** Share of matching requests that go wrong, 0 to 1. */
	rate: number;
	kinds: readonly (FaultKind | FaultSpec)[];
	match?: FaultMatch;
}

export const FAULT_KINDS: readonly FaultKind[] = Object.keys(FAULTS).filter(isFaultKind);

export function isFaultKind(text: unknown): text is FaultKind {
	return typeof text === 'string' && Object.hasOwn(FAULTS, text);
}

export function executes({ kind, executes: chosen }: FaultSpec): boolean {
	return chosen ?? FAULTS[kind].executes;
}

/** Which faults hit which of the coming requests. */
export class FaultPlan {
	#queue: FaultSpec[] = [];
	#random: (RandomFaults & { draw: () => number }) | undefined;

	/** Queues faults, one per coming request, in order; a bare `{ match }` goes for all of this call. */
	next(...faults: (FaultKind | FaultSpec | { match: FaultMatch })[]): void {
		const shared = faults.find((fault) => typeof fault === 'object' && !('kind' in fault));
		const match = typeof shared === 'object' ? shared.match : undefined;
		for (const fault of faults) {
			if (typeof fault === 'string') this.#queue.push({ kind: fault, match });
			else if ('kind' in fault) this.#queue.push({ match, ...fault });
		}
	}

	/** Lets chance decide for every request the queue leaves alone; equal seeds, equal faults. */
	random(plan: RandomFaults): void {
		this.#random = { ...plan, draw: seededRandom(plan.seed) };
	}

	clear(): void {
		this.#queue = [];
		this.#random = undefined;
	}

	/** Faults still queued. */
	get pending(): number {
		return this.#queue.length;
	}

	/** Takes the fault for a request that just arrived. */
	take(method: string, path: string): FaultSpec | undefined {
		const index = this.#queue.findIndex(({ match }) => fits(match, method, path));
		return index >= 0 ? this.#queue.splice(index, 1)[0] : this.#chance(method, path);
	}

	#chance(method: string, path: string): FaultSpec | undefined {
		const plan = this.#random;
		if (!plan || !fits(plan.match, method, path)) return undefined;
		// Both draws always happen, so that a kind's number does not depend on the rate.
		const hit = plan.draw() < plan.rate;
		const fault = plan.kinds[Math.floor(plan.draw() * plan.kinds.length)];
		if (!hit || fault === undefined) return undefined;
		return typeof fault === 'string' ? { kind: fault } : fault;
	}
}

function fits(match: FaultMatch | undefined, method: string, path: string): boolean {
	if (match?.method !== undefined && match.method.toUpperCase() !== method) return false;
	if (match?.path === undefined) return true;
	return typeof match.path === 'string' ? path.endsWith(match.path) : match.path.test(path);
}

/** mulberry32: small, good enough to spread faults, and the same on every machine. */
function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
