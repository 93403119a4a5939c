const MAX_CONCURRENCY = 100;

/** How many items may be under way at the same time, as the run's first sound item says; fewer, where the pace needs no more. */
export function concurrencyOf(wanted = MAX_CONCURRENCY): number {
	return Number.isInteger(wanted) ? Math.min(Math.max(wanted, 1), MAX_CONCURRENCY) : MAX_CONCURRENCY;
}
