import { ENDPOINTS, readRecord } from '../../core';
import { updateCollection } from '../../n8n/fields/collection';
import { bulkLineItem } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { dataObject } from '../../n8n/run/output';
import { defineOperation } from '../../n8n/run/operation';
import { ADDITIONAL_FIELDS } from '../order/create.fields';
import { deliveryDate, lineItemNote } from './create.fields';

const { senderEmail, senderFirstName, senderLastName } = ADDITIONAL_FIELDS;

export const updateLineItem = defineOperation({
	resource: 'asyncOrder',
	value: 'updateLineItem',
	name: 'Update Line Item',
	action: 'Change one reward of a bulk order',
	description:
		'Change note, sender or day of delivery of one row. Tango accepts it and carries it out later.',
	changes: true,
	fields: {
		referenceLineItemID: bulkLineItem(),
		updateFields: updateCollection({
			deliveryDate: deliveryDate(),
			lineItemNote: lineItemNote(),
			senderEmail,
			senderFirstName,
			senderLastName,
		}),
		options: REQUEST_OPTIONS,
	},
	execute: async ({ referenceLineItemID, updateFields }, { tango, call }) => {
		const {
			senderFirstName: firstName,
			senderLastName: lastName,
			senderEmail: email,
			...body
		} = updateFields;
		const sender = { firstName, lastName, email };
		const senderInfo = Object.values(sender).some((one) => one !== undefined) ? sender : undefined;
		const path = { referenceLineItemId: referenceLineItemID };
		const request = { path, body: { ...body, senderInfo } };
		const { json } = await tango.send(ENDPOINTS.updateAsyncLineItem, request, call);
		return { accepted: true, referenceLineItemID, ...dataObject(readRecord(json)) };
	},
});
