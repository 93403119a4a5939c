import { accountLookUp, oncePerRun, templateLookUp } from '../directory/lookUp';
import type { TangoError } from '../foundation/errors';
import type { OrderItem } from './orderItem';

/** What only Tango knows of an order, asked once per run and value: whether account and template are there. */
export function orderLookUps(): (item: OrderItem) => Promise<TangoError[]> {
	const account = oncePerRun(accountLookUp);
	const template = oncePerRun(templateLookUp);
	return async (item) => {
		const { customerIdentifier, accountIdentifier, additionalFields } = item.params;
		const etid = additionalFields.etid?.toUpperCase();
		const problems = [
			await account({ customerIdentifier, accountIdentifier }, item),
			etid === undefined ? undefined : await template(etid, item),
		];
		return problems.filter((problem) => problem !== undefined);
	};
}
