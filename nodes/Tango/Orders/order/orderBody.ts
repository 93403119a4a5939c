import type { OrderBody } from '../../core';
import type { CreateParams, RewardParams } from './create.params';

/** What a body is made of; whoever orders in another way may have other fields beside them. */
type OrderParams = RewardParams & {
	readonly additionalFields: Pick<
		CreateParams['additionalFields'],
		'senderFirstName' | 'senderLastName' | 'senderEmail'
	>;
};

/** The body of POST /orders, with Tango's own field names; what was left empty is not sent. */
export function orderBody(params: OrderParams, externalRefID: string): OrderBody {
	const { senderFirstName, senderLastName, senderEmail, ...additional } = params.additionalFields;
	return {
		externalRefID,
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
			address: params.recipientAddress && unlessEmpty(params.recipientAddress),
		}),
		sender: unlessEmpty({ firstName: senderFirstName, lastName: senderLastName, email: senderEmail }),
		...additional,
	};
}

/** JSON.stringify leaves unset fields out; an object with nothing in it should not be sent either. */
function unlessEmpty<T extends object>(value: T): T | undefined {
	return Object.values(value).some((one) => one !== undefined) ? value : undefined;
}
