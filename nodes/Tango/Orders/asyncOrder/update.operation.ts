import { ENDPOINTS, readRecord, without } from '../../core';
import { updateCollection } from '../../n8n/fields/collection';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { ADDITIONAL_FIELDS } from '../order/create.fields';
import { BULK_KEY } from './asyncOrder.fields';
import { bulkOutput } from './output';

const { campaign, notes, purchaseOrderNumber } = ADDITIONAL_FIELDS;

export const update = defineOperation({
	resource: 'asyncOrder',
	value: 'update',
	name: 'Update',
	action: 'Change what a bulk order is filed under',
	description: 'Change what a bulk order is filed under; its rewards stay as they are',
	changes: true,
	fields: {
		...BULK_KEY,
		simplify: SIMPLIFY,
		updateFields: updateCollection({ campaign, notes, purchaseOrderNumber }),
		options: REQUEST_OPTIONS,
	},
	execute: async (params, { tango, call }) => {
		const { customerIdentifier, accountIdentifier, externalRefID, updateFields, simplify } = params;
		const path = { customerIdentifier, accountIdentifier, externalRefID };
		const { json } = await tango.send(ENDPOINTS.updateAsyncOrder, { path, body: updateFields }, call);
		return bulkOutput(without(readRecord(json), 'lineItems', 'pagination'), simplify);
	},
});
