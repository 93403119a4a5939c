import type { IDataObject } from 'n8n-workflow';
import { CARD, HEADER_PICTURE, ORDER } from '../../../sandbox/facts/rules/samples.ts';
import type { Sandbox } from '../../../sandbox/server.ts';
import { openClient } from '../../../sandbox/tests/support/client.ts';

/** What is on the books before an operation is walked. */
const REQUESTS = [
	['/orders', { ...ORDER, externalRefID: 'prepared' }],
	['/asyncOrders', bulkOrder()],
	['/creditCardDeposits', { ...CARD, amount: 100, externalRefID: 'prepared' }],
] as const;

/** Puts it there, and gives an item that names all of it as the nodes before would. */
export async function prepare(sandbox: Sandbox): Promise<IDataObject> {
	const client = openClient(sandbox);
	const item: IDataObject = { headerImage: HEADER_PICTURE };
	for (const [path, body] of REQUESTS) {
		const { json } = await client.post(path, body);
		for (const [name, value] of Object.entries(json ?? {})) {
			if (/^reference\w+ID$/.test(name)) item[name] = value;
		}
	}
	const placed = async (name: string, changes: object = {}) => {
		const { json } = await client.post('/orders', { ...ORDER, utid: 'U561593', ...changes });
		const told = new Map(Object.entries(json ?? {}));
		item[`${name}OrderID`] = told.get('referenceOrderID');
		item[`${name}LineItemID`] = told.get('referenceLineItemID');
	};
	await placed('embedded', { deliveryMethod: 'EMBEDDED' });
	await placed('link');
	await placed('frozen');
	await client.post(`/lineItems/${item.frozenLineItemID}/freeze`, { reasonCode: 'FRAUD' });
	item.bulkLineItemID = sandbox.state.asyncOrders.orders[0]?.lines[0]?.referenceLineItemID;
	client.close();
	return item;
}

/** One line of it is refused. */
function bulkOrder() {
	const { customerIdentifier, accountIdentifier, ...line } = ORDER;
	const lineItems = [
		{ ...line, externalRefLineItemID: 'prepared-1' },
		{ ...line, externalRefLineItemID: 'prepared-2', amount: 100_000 },
	];
	return { customerIdentifier, accountIdentifier, externalRefID: 'prepared', lineItems };
}
