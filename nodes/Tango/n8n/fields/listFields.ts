import { showWhen, type Field } from './field';
import { flag } from './choices';
import { wholeNumber } from './numbers';

export const SIMPLIFY: Field<boolean> = flag({
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

/** What every list lets the user choose. */
export const LIST_FIELDS = {
	returnAll: flag({
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	}),
	limit: showWhen(
		{ returnAll: [false] },
		wholeNumber(
			{ min: 1, words: 'at least 1' },
			{ default: 50, description: 'Max number of results to return' },
		),
	),
	simplify: SIMPLIFY,
};

interface Length {
	readonly returnAll: boolean;
	/** Not there where all are asked for. */
	readonly limit: number | undefined;
}

/** How many entries a list may have. */
export function limitOf({ returnAll, limit = Infinity }: Length): number {
	return returnAll ? Infinity : limit;
}
