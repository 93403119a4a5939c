import type { BulkHead, WantedLine } from '../../core';
import { orderBody } from '../order/orderBody';
import type { BulkParams } from './create.fields';

/** What Tango keeps of the whole, and the line itself; what was left empty is not sent. */
export function bulkLine(
	params: BulkParams,
	lineReference: string,
): { readonly head: BulkHead; readonly line: WantedLine } {
	const {
		externalRefID,
		customerIdentifier,
		accountIdentifier,
		sender,
		campaign,
		purchaseOrderNumber,
		notes,
		recipient = {},
		...line
	} = orderBody(params, lineReference);
	const { shippingMethod } = params;
	return {
		head: { customerIdentifier, accountIdentifier, sender, campaign, purchaseOrderNumber, notes },
		line: { externalRefLineItemID: externalRefID, ...line, recipient, shippingMethod },
	};
}
