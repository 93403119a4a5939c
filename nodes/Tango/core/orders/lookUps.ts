import { accountLookUp, oncePerRun, templateLookUp, type LookedAt } from '../directory/lookUp';
import type { TangoError } from '../foundation/errors';
import type { OrderItem } from './orderItem';

/** What Tango did not tell of an order. */
export interface Unchecked {
	/** Names of the node's parameters that it is about. */
	readonly fields: readonly string[];
	readonly why: TangoError;
}

/** What came of looking up what these fields say. */
export interface FieldsLookedAt extends LookedAt, Pick<Unchecked, 'fields'> {}

/** What only Tango knows of an order, asked once per run and value: whether account and template are there. */
export function orderLookUps(): (item: OrderItem) => Promise<FieldsLookedAt[]> {
	const account = oncePerRun(accountLookUp);
	const template = oncePerRun(templateLookUp);
	return async (item) => {
		const { customerIdentifier, accountIdentifier, additionalFields } = item.params;
		const etid = additionalFields.etid?.toUpperCase();
		const standing = await account({ customerIdentifier, accountIdentifier }, item);
		return [
			{ ...standing, fields: ['customerIdentifier', 'accountIdentifier'] },
			...(etid === undefined ? [] : [{ ...(await template(etid, item)), fields: ['etid'] }]),
		];
	};
}
