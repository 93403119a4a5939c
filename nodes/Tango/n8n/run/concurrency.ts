const DEFAULT_CONCURRENCY = 4;
const MAX_CONCURRENCY = 100;

/** How many items are worked on at the same time, as the run's first sound item says. */
export function concurrencyOf(wanted = DEFAULT_CONCURRENCY): number {
	return Number.isInteger(wanted) ? Math.min(Math.max(wanted, 1), MAX_CONCURRENCY) : DEFAULT_CONCURRENCY;
}
