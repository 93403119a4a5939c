import type { IDataObject } from 'n8n-workflow';
import type { Change, Changed } from '../../core';
import { flag } from '../../n8n/fields/choices';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import type { ItemContext } from '../../n8n/run/operation';
import { lineItemOutput } from './output';

/** What every change of a line item that Tango carries out later lets the user set. */
export const CHANGE_FIELDS = {
	waitForResult: flag({
		default: false,
		description:
			'Whether to wait until the line item shows the change, for as long as Total Timeout under Options allows. Tango only says that it will make it.',
	}),
	simplify: SIMPLIFY,
	options: REQUEST_OPTIONS,
};

/** Makes the change, and tells how far it has come: "accepted" is Tango's word, "done" is what the line item shows. */
export async function changed(
	change: Change,
	simplify: boolean,
	{ tango, call }: ItemContext,
): Promise<IDataObject> {
	const told = await tango.lineItems.change(change, call);
	const { raw, attempts, requestId } = told;
	const { referenceLineItemID } = change;
	return {
		outcome: outcomeOf(told),
		...(raw ? lineItemOutput(raw, { simplify }) : { referenceLineItemID }),
		attempts,
		requestId,
	};
}

function outcomeOf({ wasDone, confirmed }: Changed): string {
	if (wasDone) return 'alreadyDone';
	return confirmed ? 'done' : 'accepted';
}
