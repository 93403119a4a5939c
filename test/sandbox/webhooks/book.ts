import { randomUUID } from 'node:crypto';

export interface SubscriptionWish {
	url?: string;
	headers?: { name: string; value: string }[];
	categories?: string[];
	eventTypes?: string[];
	signingCertificate?: string;
	hmacSharedSecretKey?: string;
	payloadVerificationMethod?: 'HMAC' | 'X509' | 'NONE';
}

export interface Subscription extends SubscriptionWish {
	readonly webhookId: string;
	url: string;
	createdAt: string;
	updatedAt: string;
	/** Milliseconds since 1970. */
	expiresAt: number;
	/** What Tango keeps; the place in it is the revision. */
	readonly events: SandboxEvent[];
	/** The next event's place. */
	nextRevision: number;
}

export interface SandboxEvent {
	readonly eventId: string;
	readonly revision: number;
	readonly eventType: string;
	readonly categories: readonly string[];
	readonly eventOccurredAt: string;
	readonly eventData: Readonly<Record<string, unknown>>;
}

/** The event types by category, as `GET /webhooks/eventtypes` lists them. */
export const EVENT_TYPES: Readonly<Record<string, readonly string[]>> = {
	ACCOUNT: ['AccountStatus', 'LowBalance', 'Transaction'],
	FINANCIAL: ['ExchangeRatesStatus'],
	ITEM: ['ItemAvailability'],
	ORDER: ['AsyncOrderStatus', 'LineItemDeliveryStatus'],
	PLATFORM: ['CredentialStatus'],
	REWARD: ['RewardStatus'],
};

/** Tango publishes no length; a month suits a look-alike. */
const LIFE_MS = 30 * 24 * 60 * 60_000;

/** All subscriptions and the events of each. */
export class WebhookBook {
	readonly #subscriptions = new Map<string, Subscription>();
	/** How long a new or renewed subscription lives; tests make it short. */
	lifeMs = LIFE_MS;
	/** Types of which Tango keeps no events, as its reward page says. */
	readonly notKept = new Set<string>();
	/** Renewals so far. */
	renewals = 0;

	reset(): void {
		this.#subscriptions.clear();
		this.notKept.clear();
		this.lifeMs = LIFE_MS;
		this.renewals = 0;
	}

	/** Those that have not expired. */
	get all(): Subscription[] {
		return [...this.#subscriptions.values()].filter(({ expiresAt }) => expiresAt > Date.now());
	}

	find(webhookId: string): Subscription | undefined {
		return this.all.find((one) => one.webhookId === webhookId);
	}

	add(url: string, wish: SubscriptionWish): Subscription {
		const now = new Date().toISOString();
		const subscription: Subscription = {
			...wish,
			url,
			webhookId: randomUUID(),
			createdAt: now,
			updatedAt: now,
			expiresAt: Date.now() + this.lifeMs,
			events: [],
			nextRevision: 0,
		};
		this.#subscriptions.set(subscription.webhookId, subscription);
		return subscription;
	}

	change(subscription: Subscription, wish: SubscriptionWish): void {
		Object.assign(subscription, wish, { updatedAt: new Date().toISOString() });
	}

	renew(subscription: Subscription): void {
		subscription.expiresAt = Date.now() + this.lifeMs;
		this.renewals += 1;
	}

	remove(webhookId: string): void {
		this.#subscriptions.delete(webhookId);
	}

	/** Something happens at Tango: every subscription that asked for it gets an event of its own. */
	happens(
		eventType: string,
		eventData: Readonly<Record<string, unknown>> = {},
	): { subscription: Subscription; event: SandboxEvent }[] {
		const [category = 'OTHER'] =
			Object.entries(EVENT_TYPES).find(([, types]) => types.includes(eventType)) ?? [];
		const asked = this.all.filter(
			({ eventTypes = [], categories = [] }) =>
				eventTypes.includes(eventType) || categories.includes(category),
		);
		return asked.map((subscription) => {
			const event: SandboxEvent = {
				eventId: randomUUID(),
				revision: subscription.nextRevision++,
				eventType,
				categories: [category],
				eventOccurredAt: new Date().toISOString(),
				eventData,
			};
			if (!this.notKept.has(eventType)) subscription.events.push(event);
			return { subscription, event };
		});
	}

	/** Both ends inclusive, as Tango's page on replays has it. */
	eventsBetween({ events }: Subscription, query: URLSearchParams): SandboxEvent[] {
		const from = Number(query.get('fromRevision') ?? 0);
		const to = Number(query.get('toRevision') ?? Infinity);
		return events.filter(({ revision }) => revision >= from && revision <= to);
	}
}
