import { allOf, invalidInput, planOrders, priceOrders, type OrderPlan, type TangoError } from '../../core';
import { defineBatchOperation, type BatchItem } from '../../n8n/run/operation';
import { CREATE_FIELDS } from './create.fields';
import { checkOrder, type CreateParams } from './create.params';
import { orderBody } from './orderBody';
import { placedOutput } from './orderOutput';

type CreatePlan = OrderPlan<BatchItem<CreateParams>>;

export const create = defineBatchOperation({
	resource: 'order',
	value: 'create',
	name: 'Create',
	action: 'Create an order',
	description: 'Send a reward. The same reference never pays twice.',
	fields: CREATE_FIELDS,
	checkTogether: checkOrder,
	plan: async (batch) => {
		const plans = await planOrders(batch);
		const tooPoor = await balanceProblems(plans);
		return plans.map((plan) => {
			const [first = tooPoor.get(plan.itemIndex), ...others] = plan.problems;
			return first ? { problem: allOf([first, ...others]) } : { execute: async () => await place(plan) };
		});
	},
	hint: (outputs) => {
		// After a lost answer the order that is found may be this run's own.
		const known = outputs.filter(({ replayed, attempts }) => replayed === true && attempts === 1).length;
		return known === 0
			? undefined
			: `${known} of ${outputs.length} orders existed already; nothing was paid again for them.`;
	},
});

async function place({ params, tango, call, externalRefID }: CreatePlan) {
	if (externalRefID === undefined) throw invalidInput('reference', 'is missing');
	const placed = await tango.placeOrder(orderBody(params, externalRefID), call);
	const includeRewardCredentials =
		params.options.includeRewardCredentials ?? params.deliveryMethod === 'NONE';
	return placedOutput(placed, { simplify: params.simplify, includeRewardCredentials });
}

/** With Check Balance on: the items that their account could not pay, were all before them placed. */
async function balanceProblems(plans: readonly CreatePlan[]): Promise<Map<number, TangoError>> {
	const checked = plans.filter(
		({ params, problems }) => params.options.checkBalance && problems.length === 0,
	);
	if (checked.length === 0) return new Map();
	const prices = await priceOrders(checked, () => false);
	return new Map(
		checked.flatMap(({ itemIndex, params }) => {
			const { account, balanceAfter = 0 } = prices.get(itemIndex) ?? {};
			if (!account || balanceAfter >= 0) return [];
			const { currentBalance, currencyCode } = account;
			const missing = Math.round(-balanceAfter * 100) / 100;
			const problem = `${params.accountIdentifier} holds ${currentBalance} ${currencyCode}, which does not pay for this and the items before it: ${missing} ${currencyCode} are missing`;
			return [[itemIndex, invalidInput('accountIdentifier', problem)]];
		}),
	);
}
