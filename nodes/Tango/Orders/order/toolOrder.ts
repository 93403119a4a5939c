import type { IDataObject } from 'n8n-workflow';
import { invalidInput, toolReference, type OrderPlan, type PlacedOrder, type WantedOrder } from '../../core';
import type { BatchItem } from '../../n8n/run/operation';
import { paidWords } from '../../n8n/words/forModels';
import { placedOutput, type OutputChoice } from './orderOutput';

/* Orders that an AI agent asks for. */

/**
 * A further equal reward only after the model was told that the one before is paid. Whoever asks again after a doubt
 * with the next number means the same reward: its first number has to be settled first, and asking for that pays nothing
 * twice. A model that has forgotten everything begins with 1 again, which is paid already. Where n8n remembers nothing
 * between two calls, a wrong number could not be told from a right one, so there is but one.
 */
export function withRepeats<Item extends BatchItem<WantedOrder>>(
	plans: ReadonlyArray<OrderPlan<Item>>,
): Array<OrderPlan<Item>> {
	return plans.map((plan) => {
		const { tool, params } = plan;
		const { rewardNumber: number = 1 } = params;
		if (!tool || number === 1) return plan;
		const problem = tool.remembers
			? tool.told(toolReference(params, number - 1)) !== 'paid' &&
				`is ${number}, but it is not known that number ${number - 1} is paid: ask for that one first, once more if you have asked already`
			: `is ${number}, but over MCP there is only number 1 for each person and event`;
		return problem ? { ...plan, problems: [...plan.problems, invalidInput('rewardNumber', problem)] } : plan;
	});
}

const FOR_MODEL = [
	'rewardName',
	'amount',
	'currencyCode',
	'recipientEmail',
	'recipientName',
	'deliveryMethod',
	'rewardCredentials',
];

/** What a model is told of an order that is there: enough to speak of it, and its code only where it was asked for. */
export function paidOutput(placed: PlacedOrder, externalRefID: string, choice: OutputChoice): IDataObject {
	const { referenceOrderID = null, status, ...order } = placedOutput(placed, { ...choice, simplify: true });
	const facts = FOR_MODEL.flatMap((name) => (name in order ? [[name, order[name]]] : []));
	return {
		...paidWords(status, placed.isEarlier),
		reference: externalRefID,
		referenceOrderID,
		orderStatus: status,
		replayed: placed.replayed,
		...Object.fromEntries(facts),
	};
}
