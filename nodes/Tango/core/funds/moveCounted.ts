import { payCounted } from '../money/payCounted';
import type { Movement } from './moveMoney';
import type { MovementItem, MovementPlan } from './plan';

/**
 * Makes a planned movement, counted towards Maximum Total. Throws what `payCounted` throws.
 *
 * @param currencyOf the currency as the answer tells it, where nobody knew before
 */
export async function moveCounted<Answer>(
	{ item: { params, spending }, externalRefID, expense }: MovementPlan<MovementItem>,
	move: () => Promise<Movement<Answer>>,
	currencyOf?: (answer: Answer) => string | undefined,
): Promise<Movement<Answer>> {
	const limit = params.options.maximumTotal ?? Infinity;
	return await payCounted({ spending, expense, limit }, move, (movement) => {
		// After a lost answer, the movement that Tango knows may be this run's own.
		if (movement.replayed) return { isEarlier: movement.attempts === 1, expense: undefined };
		const currency = currencyOf?.(movement.answer);
		const cost = params.amount;
		return {
			isEarlier: false,
			expense: currency === undefined ? undefined : { externalRefID, currency, cost },
		};
	});
}
