import { authenticate } from './auth.ts';
import { ApiError, errorAnswer, shortErrorAnswer } from './errors.ts';
import type { Answer, Call } from './exchange.ts';
import { TANGO_FACTS } from './facts/tango.ts';
import { loadBalancerRefusal, refuseBrowsers, requireJsonAccepted, requireJsonContent } from './gate.ts';
import { Released } from './parking.ts';
import { type Found, Router } from './router.ts';
import { ROUTES } from './routes/index.ts';
import type { Store } from './store.ts';
import { tokenAnswer } from './token.ts';

export const API_BASE = '/raas/v2';
export const TOKEN_PATH = '/oauth/token';

const router = new Router(ROUTES);

/** Answers calls: the way of one request from the load balancer to the books. */
export class Pipeline {
	readonly violations: string[] = [];
	readonly #store: Store;

	constructor(store: Store) {
		this.#store = store;
	}

	async answer(call: Call): Promise<Answer> {
		const refused = call.path.startsWith(API_BASE) ? loadBalancerRefusal(call.headers) : undefined;
		if (refused) {
			this.violations.push(`${call.method} ${call.path}: X-Forwarded-For holds more than bare addresses`);
			return refused;
		}
		try {
			const answer = await this.#process(call);
			return { ...answer, body: this.#store.retell(answer.body) };
		} catch (error) {
			return this.#refusal(error, call);
		}
	}

	async #process(call: Call): Promise<Answer> {
		if (call.path === TOKEN_PATH && call.method === 'POST') return tokenAnswer(call, this.#store);
		refuseBrowsers(call.headers);
		authenticate(call, this.#store);
		if (call.tooSoon) throw this.#tooManyRequests();
		requireJsonAccepted(call.headers.accept);
		const found = this.#route(call);
		if (call.method === 'POST' || call.method === 'PATCH') requireJsonContent(call.headers['content-type']);
		TANGO_FACTS.checkQuery(found.route.verb, found.route.path, call.query);
		return await found.route.handle({
			call,
			store: this.#store,
			parameter: (name) => found.parameters[name] ?? '',
		});
	}

	#route({ method, path }: Call): Found {
		const inner = path.startsWith(`${API_BASE}/`) ? path.slice(API_BASE.length) : '';
		const found = router.find(method, inner);
		if (found) return found;
		const known = TANGO_FACTS.knows(method.toLowerCase(), inner);
		throw new ApiError(404, undefined, known ? 'The sandbox does not play this endpoint' : 'Not Found', {
			violations: known ? [] : ['no such endpoint'],
		});
	}

	#tooManyRequests(): ApiError {
		this.#store.rateLimitHits += 1;
		return new ApiError(429, '429.008', 'RaaS API rate limit 1 TPS threshold reached');
	}

	#refusal(error: unknown, call: Call): Answer {
		if (error instanceof Released) throw error;
		if (!(error instanceof ApiError)) {
			// A mistake in the sandbox must not pass for a bad day at Tango.
			this.violations.push(`the sandbox itself failed: ${error instanceof Error ? error.stack : error}`);
			return errorAnswer(new ApiError(500, '500.001', 'The sandbox failed'), call);
		}
		for (const fact of error.violations) {
			this.violations.push(`${call.method} ${call.path}: ${fact}`);
		}
		const ownShape = error.status === 400 || error.status === 404 || error.status === 409;
		return ownShape && call.path.startsWith(`${API_BASE}/customers`)
			? shortErrorAnswer(error)
			: errorAnswer(error, call);
	}
}
