/**
 * Keeps a long run from sending five times its requests into an outage: gRPC's retry throttling (proposal A6).
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

/** Six failures in a row stop the retries: fewer than two calls with all their attempts. */
const MAX_TOKENS = 10;
const RETRY_ABOVE_TOKENS = 5;
const COST_OF_FAILURE = 1;
/** Two good answers pay for one failure. A power of two, so that sums of it are exact. */
const GAIN_OF_SUCCESS = 0.5;

/** Platforms whose budget is remembered. Forgetting one means a full budget, which is harmless. */
const MAX_PLATFORMS = 100;

export function createRetryBudget(): RetryBudget {
	let tokens = MAX_TOKENS;
	return {
		failure: () => {
			tokens = Math.max(0, tokens - COST_OF_FAILURE);
		},
		success: () => {
			tokens = Math.min(MAX_TOKENS, tokens + GAIN_OF_SUCCESS);
		},
		allowsRetry: () => tokens > RETRY_ABOVE_TOKENS,
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
