import type { Clock } from '../foundation/clock';

/** How long a line item whose reissue is in doubt is not reissued by this process: Tango may be slow, not idle. */
const DOUBT_MS = 15 * 60_000;

/** Line items that are being reissued, or may have been; one for all connections of the process. */
export interface ReissueDoubts {
	/** False where it is under way already. */
	begin(key: string): boolean;
	end(key: string): void;
	/** It may be carried out from now on, whatever becomes of the answer. */
	note(key: string): void;
	/** It was not carried out. */
	clear(key: string): void;
	holds(key: string): boolean;
}

export function createReissueDoubts(clock: Clock): ReissueDoubts {
	const underWay = new Set<string>();
	const until = new Map<string, number>();

	function forgetOld(): void {
		for (const [key, end] of until) if (end <= clock.now()) until.delete(key);
	}

	return {
		begin: (key) => {
			if (underWay.has(key)) return false;
			underWay.add(key);
			return true;
		},
		end: (key) => void underWay.delete(key),
		note: (key) => {
			forgetOld();
			until.set(key, clock.now() + DOUBT_MS);
		},
		clear: (key) => void until.delete(key),
		holds: (key) => clock.now() < (until.get(key) ?? 0),
	};
}
