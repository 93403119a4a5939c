import { asProblem, concernsOneAnswer, type LookedUp, type OrderPlan } from '../../core';
import type { BatchItem } from '../../n8n/run/operation';
import { workInPool } from '../../n8n/run/pool';
import type { CreateParams } from './create.params';

const LOOKUPS_AT_A_TIME = 4;

/**
 * Whether the references belong to orders already, by item index. A look-up that fails is its own item's problem;
 * after an error that the others would meet as well nothing more is asked, and it is thrown.
 */
export async function existingOrders(
	plans: ReadonlyArray<OrderPlan<BatchItem<CreateParams>>>,
): Promise<Map<number, LookedUp>> {
	const found = new Map<number, LookedUp>();
	const fatal: unknown[] = [];
	await workInPool(plans, LOOKUPS_AT_A_TIME, async ({ itemIndex, externalRefID, params, tango, call }) => {
		if (externalRefID === undefined) return 'goOn';
		const { accountIdentifier } = params;
		try {
			found.set(itemIndex, { order: await tango.lookUpOrder({ externalRefID, accountIdentifier }, call) });
			return 'goOn';
		} catch (error) {
			found.set(itemIndex, { problem: asProblem(error) });
			if (concernsOneAnswer(error)) return 'goOn';
			fatal.push(error);
			return 'stop';
		}
	});
	if (fatal.length > 0) throw fatal[0];
	return found;
}
