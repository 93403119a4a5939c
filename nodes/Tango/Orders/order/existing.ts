import { asProblem, concernsOneAnswer, type LookedUp, type OrderPlan } from '../../core';
import type { BatchItem } from '../../n8n/run/operation';
import { workInPool } from '../../n8n/run/pool';
import type { CreateParams } from './create.params';

const LOOKUPS_AT_A_TIME = 4;

/** After so many the log tells how far it is: at one request a second a sheet may take hours. */
const NOTED_EVERY = 100;

/**
 * Whether the references belong to orders already. A look-up that fails is its own item's problem; after an error that
 * the others would meet as well nothing more is asked, and it is thrown.
 */
export async function existingOrders(
	plans: Iterable<OrderPlan<BatchItem<CreateParams>>>,
	tell: (itemIndex: number, lookedUp: LookedUp) => void,
): Promise<void> {
	const fatal: unknown[] = [];
	let lookedUp = 0;
	await workInPool(
		plans,
		LOOKUPS_AT_A_TIME,
		async ({ itemIndex, externalRefID, params, tango, call, note }) => {
			if (externalRefID === undefined) return 'goOn';
			const { accountIdentifier } = params;
			try {
				tell(itemIndex, { order: await tango.lookUpOrder({ externalRefID, accountIdentifier }, call) });
			} catch (error) {
				tell(itemIndex, { problem: asProblem(error) });
				if (!concernsOneAnswer(error)) {
					fatal.push(error);
					return 'stop';
				}
			}
			lookedUp += 1;
			if (lookedUp % NOTED_EVERY === 0)
				note?.(`Looked up whether orders are there already: ${lookedUp} so far. Nothing is ordered yet.`);
			return 'goOn';
		},
	);
	if (fatal.length > 0) throw fatal[0];
}
