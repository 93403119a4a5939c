import type { OrderBody } from '../../core';
import { defineOperation, type ItemContext } from '../../n8n/operation';
import { checkBatch, externalRefID } from './create.checks';
import { CREATE_FIELDS } from './create.fields';
import { createParams, type CreateParams } from './create.params';
import { placedOutput } from './orderOutput';

export const create = defineOperation({
	resource: 'order',
	value: 'create',
	name: 'Create',
	action: 'Create an order',
	description: 'Send a reward. The same reference never pays twice.',
	properties: CREATE_FIELDS,
	params: createParams,
	checkAll: checkBatch,
	execute: async (params, item) => {
		const placed = await item.tango.placeOrder(orderBody(params, item), item.call);
		const includeRewardCredentials =
			params.options.includeRewardCredentials ?? params.deliveryMethod === 'NONE';
		return placedOutput(placed, { simplify: params.simplify, includeRewardCredentials });
	},
});

function orderBody(params: CreateParams, item: ItemContext): OrderBody {
	const { senderFirstName, senderLastName, senderEmail, ...additional } = params.additionalFields;
	return {
		externalRefID: externalRefID(params, item),
		customerIdentifier: params.customerIdentifier,
		accountIdentifier: params.accountIdentifier,
		utid: params.utid,
		amount: params.amount,
		deliveryMethod: params.deliveryMethod,
		recipient: unlessEmpty({
			email: params.recipientEmail,
			firstName: params.recipientFirstName,
			lastName: params.recipientLastName,
			mobileNumber: params.recipientMobileNumber,
			address: unlessEmpty(params.recipientAddress),
		}),
		sender: unlessEmpty({ firstName: senderFirstName, lastName: senderLastName, email: senderEmail }),
		...additional,
	};
}

/** JSON.stringify leaves unset fields out; an object with nothing in it should not be sent either. */
function unlessEmpty<T extends object>(value: T): T | undefined {
	return Object.values(value).some((one) => one !== undefined) ? value : undefined;
}
