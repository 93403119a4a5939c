export interface Cancelled {
	readonly kind: 'cancelled';
}

export const CANCELLED: Cancelled = { kind: 'cancelled' };

/** Waits for work that others wait for too: a signal that fires ends the waiting, not the work. */
export async function unlessCancelled<T>(work: Promise<T>, signal?: AbortSignal): Promise<T | Cancelled> {
	if (!signal) return await work;
	if (signal.aborted) return CANCELLED;
	let onAbort = () => {};
	const cancelled = new Promise<Cancelled>((resolve) => {
		onAbort = () => resolve(CANCELLED);
		signal.addEventListener('abort', onAbort, { once: true });
	});
	try {
		return await Promise.race([work, cancelled]);
	} finally {
		signal.removeEventListener('abort', onAbort);
	}
}
