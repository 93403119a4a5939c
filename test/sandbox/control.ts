import { type Answer, jsonAnswer, parseJson } from './exchange.ts';
import {
	FAULT_KINDS,
	type FaultKind,
	type FaultMatch,
	type FaultPlan,
	type FaultSpec,
	isFaultKind,
	type RandomFaults,
} from './faults.ts';
import { isOrderStatus, ORDER_STATUSES } from './orders/book.ts';
import { detailView } from './orders/views.ts';
import type { Store } from './store.ts';
import { deliverWith, readMishaps } from './webhooks/mishaps.ts';

/** Paths for other processes that steer the sandbox; no part of Tango's API, never faulty. */
export const CONTROL_BASE = '/_sandbox/';

/** The remote control: the same switches a test holds in its hands. */
export class Control {
	readonly #store: Store;
	readonly #faults: FaultPlan;
	readonly #violations: readonly string[];
	readonly #reset: () => void;

	constructor(store: Store, faults: FaultPlan, violations: readonly string[], reset: () => void) {
		this.#store = store;
		this.#faults = faults;
		this.#violations = violations;
		this.#reset = reset;
	}

	answer(method: string, path: string, text: string): Answer {
		switch (`${method} ${path.slice(CONTROL_BASE.length)}`) {
			case 'POST faults':
				return this.#plan(text);
			case 'POST reset':
				this.#reset();
				return jsonAnswer(200, { reset: true });
			case 'GET orders':
				return jsonAnswer(200, { orders: this.#store.orders.map(detailView) });
			case 'POST events':
				return this.#event(text);
			case 'POST status':
				return this.#status(text);
			case 'POST reward':
				return this.#reward(text);
			case 'GET webhooks':
				return jsonAnswer(200, { webhooks: this.#store.webhooks.all });
			case 'GET violations':
				return jsonAnswer(200, { violations: this.#violations });
			default:
				return jsonAnswer(404, {
					message:
						'Known: POST faults, POST reset, POST events, POST status, POST reward, GET orders, GET webhooks, GET violations',
				});
		}
	}

	/**
	 * Body: `{ eventType, eventData?, count?, deliver?: false or mishaps }`. What happens, so many times, is delivered,
	 * unless it is not to be.
	 */
	#event(text: string): Answer {
		const { eventType, eventData, count = 1, deliver } = recordOf(parseJson(text));
		if (typeof eventType !== 'string') return refuse('`eventType` is missing');
		if (typeof count !== 'number') return refuse('`count` must be a number');
		const mishaps = readMishaps(deliver);
		if (!mishaps) return refuse('`deliver` needs whole numbers for copies, lateMs and patienceMs');
		const data = isRecord(eventData) ? eventData : {};
		const happened = Array.from({ length: count }, () =>
			this.#store.webhooks.happens(eventType, data),
		).flat();
		if (deliver !== false) void deliverWith(happened, mishaps);
		return jsonAnswer(200, { events: happened.map(({ event }) => event) });
	}

	/** Body: `{ referenceOrderID, status }`. */
	#status(text: string): Answer {
		const { referenceOrderID, status } = recordOf(parseJson(text));
		if (typeof referenceOrderID !== 'string' || !this.#store.book.find(referenceOrderID))
			return refuse('`referenceOrderID` must be of an order');
		if (!isOrderStatus(status)) return refuse(`\`status\` must be one of ${ORDER_STATUSES.join(', ')}`);
		this.#store.settle(referenceOrderID, status);
		return jsonAnswer(200, { referenceOrderID, status });
	}

	/** Body: `{ referenceOrderID, happens: "viewed" or "redeemed" }`: what its recipient does. */
	#reward(text: string): Answer {
		const { referenceOrderID, happens } = recordOf(parseJson(text));
		const order = typeof referenceOrderID === 'string' && this.#store.book.find(referenceOrderID);
		if (!order) return refuse('`referenceOrderID` must be of an order');
		if (happens === 'viewed') this.#store.lineItems.view(order);
		else if (happens === 'redeemed') this.#store.lineItems.redeem(order);
		else return refuse('`happens` must be "viewed" or "redeemed"');
		return jsonAnswer(200, { referenceOrderID, happens });
	}

	/** Body: `{ clear?: true, next?: [kind or spec…], random?: { seed, rate, kinds, match? } }`. */
	#plan(text: string): Answer {
		const wish = parseJson(text);
		if (!isRecord(wish)) return refuse('The body must be a JSON object');
		const { clear, next = [], random } = wish;
		if (!Array.isArray(next) || !next.every(isFault)) return refuse('`next` must list fault kinds');
		if (random !== undefined && !isRandom(random)) {
			return refuse('`random` needs seed, rate and kinds');
		}
		if (clear === true) this.#faults.clear();
		this.#faults.next(...next);
		if (random) this.#faults.random(random);
		return jsonAnswer(200, { pending: this.#faults.pending });
	}
}

function refuse(message: string): Answer {
	return jsonAnswer(400, { message, kinds: FAULT_KINDS });
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function recordOf(value: unknown): Record<string, unknown> {
	return isRecord(value) ? value : {};
}

function isFault(value: unknown): value is FaultKind | FaultSpec {
	if (!isRecord(value)) return isFaultKind(value);
	return isFaultKind(value.kind) && isMatch(value.match);
}

function isMatch(value: unknown): value is FaultMatch | undefined {
	if (value === undefined) return true;
	return (
		isRecord(value) &&
		['method', 'path'].every((name) => ['string', 'undefined'].includes(typeof value[name]))
	);
}

function isRandom(value: unknown): value is RandomFaults {
	return (
		isRecord(value) &&
		typeof value.seed === 'number' &&
		typeof value.rate === 'number' &&
		Array.isArray(value.kinds) &&
		value.kinds.every(isFault) &&
		isMatch(value.match)
	);
}
