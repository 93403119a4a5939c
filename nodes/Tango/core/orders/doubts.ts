/** Something that speaks against an order, and that may fall when orders prove to be there, as those cost nothing. */
export interface Doubt {
	readonly rows: { has(itemIndex: number): boolean };
	/** An order was looked up: it is there, it is proved to be new, or (undefined) nobody can tell. */
	readonly learn: (itemIndex: number, isNew: boolean | undefined) => void;
	/** Falls whatever else is found. */
	readonly isOver: () => boolean;
	/** Stands whatever else is found: an order that would be placed is refused. */
	readonly isProved: () => boolean;
	/** Once it is proved, the other rows are refused as well. */
	readonly concernsAll: boolean;
}

export interface Share {
	readonly row: number;
	readonly cost: number;
	/** What the sum may come to for this one. */
	readonly limit: number;
	/** That it is new speaks against the sum; else it only uses up what there is. */
	readonly proves: boolean;
}

/** Whether orders come to more than they may together; what is there already costs nothing. */
export function sumDoubt(shares: readonly Share[], atMost: number, concernsAll: boolean): Doubt {
	const byRow = new Map(shares.map((share) => [share.row, share]));
	let possible = shares.reduce((sum, { cost }) => sum + cost, 0);
	let proved = 0;
	let provedLimit = Infinity;
	return {
		rows: byRow,
		learn: (row, isNew) => {
			const share = byRow.get(row);
			if (!share) return;
			if (isNew === false) possible -= share.cost;
			if (isNew !== true || !share.proves) return;
			proved += share.cost;
			provedLimit = Math.min(provedLimit, share.limit);
		},
		// Half a cent, as sums of binary fractions drift.
		isOver: () => possible < atMost + HALF_A_CENT,
		isProved: () => proved > provedLimit + HALF_A_CENT,
		concernsAll,
	};
}

const HALF_A_CENT = 0.005;
