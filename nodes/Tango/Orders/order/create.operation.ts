import {
	allOf,
	forecastOrders,
	invalidInput,
	placeCounted,
	planOrders,
	tellingFunds,
	type Forecast,
} from '../../core';
import { defineBatchOperation, type BatchItem } from '../../n8n/run/operation';
import { CREATE_FIELDS } from './create.fields';
import { checkOrder, type CreateParams } from './create.params';
import { existingOrders } from './existing';
import { orderBody } from './orderBody';
import { orderHint } from './orderHint';
import { placedOutput } from './orderOutput';
import { TOOL_DESCRIPTIONS } from './toolDescriptions';
import { paidOutput, withRepeats } from './toolOrder';

export const create = defineBatchOperation({
	resource: 'order',
	value: 'create',
	name: 'Create',
	action: 'Send a reward',
	description:
		'Send a reward. The same reference never pays twice. To see first what it would cost and what is wrong, choose Preview, which pays nothing.',
	toolDescription: TOOL_DESCRIPTIONS.create,
	holdsCodes: true,
	fields: CREATE_FIELDS,
	checkTogether: checkOrder,
	plan: async (batch) => {
		const forecasts = await forecastOrders(withRepeats(await planOrders(batch)), {
			asked: ({ params }, externalRefID) => orderBody(params, externalRefID),
			wantsBalance: ({ params, problems }) => params.options.checkBalance === true && problems.length === 0,
			lookUp: existingOrders,
			looksUpAll: false,
			refusesDoubt: true,
		});
		const tellFunds = tellingFunds();
		return forecasts.map((forecast) => {
			const [first, ...others] = forecast.problems;
			const { externalRefID } = forecast.plan;
			return first
				? { problem: allOf([first, ...others]), externalRefID }
				: { execute: async () => await place(forecast, tellFunds), externalRefID };
		});
	},
	hint: orderHint,
});

async function place(
	forecast: Forecast<BatchItem<CreateParams>>,
	tellFunds: ReturnType<typeof tellingFunds>,
) {
	const { params, tango, call, tool, externalRefID } = forecast.plan;
	if (externalRefID === undefined) throw invalidInput('reference', 'is missing');
	const body = orderBody(params, externalRefID);
	const placed = await placeCounted(forecast, async () => await tango.placeOrder(body, call)).catch(
		async (error: unknown) => {
			const { accountIdentifier } = params;
			const { cost } = forecast.price;
			// What an account holds is nothing for a model.
			throw tool ? error : await tellFunds(error, { accountIdentifier, cost, tango, call });
		},
	);
	const { simplify, reference, deliveryMethod, options } = params;
	const { includeRewardCredentials = deliveryMethod === 'NONE' } = options;
	if (tool) return paidOutput(placed, externalRefID, { simplify, includeRewardCredentials });
	return placedOutput(placed, { simplify, reference, includeRewardCredentials });
}
