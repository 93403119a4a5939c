import { ENDPOINTS } from '../api/endpoints';
import { readLineItem, type LineItem } from '../api/lineItem';
import { readRecord, type JsonRecord } from '../api/page';
import type { CallOptions, Client } from '../call/client';
import { TangoError } from '../foundation/errors';

export interface ReadLineItem {
	/** As Tango sent it. */
	readonly raw: JsonRecord;
	readonly lineItem: LineItem;
}

/** One line item with all that Tango tells of it. Throws UNAVAILABLE when it is another one than asked for. */
export async function lookAt(
	client: Client,
	referenceLineItemID: string,
	call: CallOptions,
): Promise<ReadLineItem> {
	const { json, attempts, requestId } = await client.send(
		ENDPOINTS.getLineItem,
		{ path: { referenceLineItemID } },
		call,
	);
	const lineItem = readLineItem(json);
	if (lineItem.referenceLineItemID?.toLowerCase() !== referenceLineItemID.trim().toLowerCase())
		throw new TangoError('UNAVAILABLE', { attempts, requestId });
	return { raw: readRecord(json), lineItem };
}
