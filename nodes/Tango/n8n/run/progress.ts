import { performance } from 'node:perf_hooks';

/** A run that is over by then needs no news. */
const TOLD_EVERY_MS = 10_000;

/** Time as the run sees it; tests hand in their own. */
export interface Watch {
	/** Milliseconds on a clock that never goes back. */
	now(): number;
	/** Unix time in milliseconds. */
	unix(): number;
}

const SYSTEM: Watch = { now: () => performance.now(), unix: () => Date.now() };

/**
 * Called after each row that is done: tells now and then how far a long run is, and when it will end if it goes on
 * like this. At one request a second a sheet may take hours, and n8n shows nothing until a node is through.
 */
export function progressOf(rows: number, tell: (what: string) => void, watch: Watch = SYSTEM): () => void {
	const begun = watch.now();
	let told = begun;
	let done = 0;
	return () => {
		done += 1;
		const now = watch.now();
		if (now - told < TOLD_EVERY_MS || done === rows) return;
		told = now;
		const leftMs = ((now - begun) / done) * (rows - done);
		const end = new Date(watch.unix() + leftMs).toISOString();
		tell(
			`${done} of ${rows} rows are done. The rest takes ${about(leftMs)}, until ${end.slice(0, 16).replace('T', ' ')} UTC.`,
		);
	};
}

const MINUTE_MS = 60_000;

function about(ms: number): string {
	if (ms < 1.5 * MINUTE_MS) return 'about a minute';
	const minutes = Math.round(ms / MINUTE_MS);
	if (minutes <= 120) return `about ${minutes} minutes`;
	return `about ${Math.round(minutes / 60)} hours`;
}
