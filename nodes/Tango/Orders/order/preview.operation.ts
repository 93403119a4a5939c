import type { IDataObject } from 'n8n-workflow';
import {
	differencesOf,
	planOrders,
	priceOrders,
	TangoError,
	type Order,
	type OrderPlan,
	type Price,
} from '../../core';
import { defineBatchOperation, type BatchItem } from '../../n8n/run/operation';
import { workInPool } from '../../n8n/run/pool';
import { fieldNames } from '../../n8n/fields/displayNames';
import { propertiesOf } from '../../n8n/fields/form';
import { explain } from '../../n8n/words/explain';
import { CREATE_FIELDS } from './create.fields';
import { checkOrder, type CreateParams } from './create.params';
import { orderBody } from './orderBody';

type PreviewPlan = OrderPlan<BatchItem<CreateParams>>;

const LOOKUPS_AT_A_TIME = 4;

export const preview = defineBatchOperation({
	resource: 'order',
	value: 'preview',
	name: 'Preview',
	action: 'Preview an order',
	description: 'See what Create would do with the same fields. Nothing is ordered and nothing is spent.',
	fields: CREATE_FIELDS,
	checkTogether: checkOrder,
	describeProblems: (problems) => ({ ok: false, problems: sentences(problems) }),
	plan: async (batch) => {
		const plans = await planOrders(batch);
		const existing = await existingOrders(plans);
		const prices = await priceOrders(plans, ({ itemIndex }) => existing.has(itemIndex));
		return plans.map((plan) => ({
			execute: async () => previewOutput(plan, existing.get(plan.itemIndex), prices.get(plan.itemIndex)),
		}));
	},
});

/** The orders that the references belong to already, by item index. */
async function existingOrders(plans: readonly PreviewPlan[]): Promise<Map<number, Order>> {
	const existing = new Map<number, Order>();
	await workInPool(plans, LOOKUPS_AT_A_TIME, async ({ itemIndex, externalRefID, params, tango, call }) => {
		if (externalRefID === undefined) return 'goOn';
		const { accountIdentifier } = params;
		const order = await tango.lookUpOrder({ externalRefID, accountIdentifier }, call);
		if (order) existing.set(itemIndex, order);
		return 'goOn';
	});
	return existing;
}

function previewOutput(
	plan: PreviewPlan,
	existing: Order | undefined,
	price: Price | undefined,
): IDataObject {
	const { params, externalRefID, entry } = plan;
	const problems = sentences([...plan.problems, ...takenProblem(plan, existing)]);
	if (!existing && price?.balanceAfter !== undefined && price.balanceAfter < 0) {
		problems.push(
			`Account ${params.accountIdentifier} does not hold enough money for this and the items before it`,
		);
	}
	return {
		ok: problems.length === 0,
		externalRefID,
		alreadyExists: existing !== undefined,
		referenceOrderID: existing?.referenceOrderID,
		rewardName: entry?.reward.rewardName,
		utid: params.utid,
		amount: params.amount,
		currencyCode: entry?.reward.currencyCode,
		cost: existing ? 0 : price?.cost,
		chargedCurrencyCode: price?.account?.currencyCode,
		exchangeRate: price?.exchangeRate,
		balance: price?.account?.currentBalance,
		balanceAfter: price?.balanceAfter,
		recipientEmail: params.recipientEmail,
		problems,
	};
}

function takenProblem({ params, externalRefID }: PreviewPlan, existing: Order | undefined): TangoError[] {
	if (!existing || externalRefID === undefined) return [];
	const differences = differencesOf(orderBody(params, externalRefID), existing);
	const { referenceOrderID } = existing;
	return differences.length === 0
		? []
		: [new TangoError('REFERENCE_TAKEN', { differences, referenceOrderID })];
}

const NAMES = fieldNames(propertiesOf(CREATE_FIELDS));

function sentences(problems: readonly TangoError[]): string[] {
	return problems.map((problem) => explain(problem, NAMES).message);
}
