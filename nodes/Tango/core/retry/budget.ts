/**
 * Keeps a long run from sending five times its requests into an outage: after gRPC's retry throttling (proposal A6).
 * First attempts are never held back, so the budget recovers by itself once answers come again.
 */
export interface RetryBudget {
	/** An attempt failed in a way that would be worth a retry. */
	failure(): void;
	/** An attempt got an answer that ends its call. */
	success(): void;
	/** Whether a retry is affordable now. Looking costs nothing. */
	allowsRetry(): boolean;
}

/**
 * Twenty failures more than successes stop the retries: five calls with nearly all their attempts. With fewer,
 * a network that loses every third answer would look like an outage every now and then, and leave an order
 * unsettled that one more attempt would have settled.
 */
const MAX_TOKENS = 20;

/** Platforms whose budget is remembered. Forgetting one means a full budget, which is harmless. */
const MAX_PLATFORMS = 100;

export function createRetryBudget(): RetryBudget {
	let tokens = MAX_TOKENS;
	return {
		failure: () => {
			tokens = Math.max(0, tokens - 1);
		},
		success: () => {
			tokens = Math.min(MAX_TOKENS, tokens + 1);
		},
		allowsRetry: () => tokens > 0,
	};
}

/**
 * One budget per platform, because an outage of one says nothing about another (sandbox and production).
 *
 * @returns gives the platform's budget, the same object each time; the least recently asked for is forgotten
 */
export function createRetryBudgets(maxPlatforms = MAX_PLATFORMS): (platform: string) => RetryBudget {
	const budgets = new Map<string, RetryBudget>();
	return (platform) => {
		const budget = budgets.get(platform) ?? createRetryBudget();
		// A Map keeps the order of insertion: the first key is the one that was not asked for longest.
		budgets.delete(platform);
		budgets.set(platform, budget);
		const [oldest] = budgets.keys();
		if (budgets.size > maxPlatforms && oldest !== undefined) budgets.delete(oldest);
		return budget;
	};
}
