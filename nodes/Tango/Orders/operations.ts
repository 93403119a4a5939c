import type { Operation } from '../n8n/run/operation';
import { create as createBulk } from './asyncOrder/create.operation';
import { get as getBulk } from './asyncOrder/get.operation';
import { getLineItems } from './asyncOrder/getLineItems.operation';
import { getMany as getManyBulk } from './asyncOrder/getMany.operation';
import { getReasonCodes as getBulkReasonCodes } from './asyncOrder/getReasonCodes.operation';
import { update as updateBulk } from './asyncOrder/update.operation';
import { updateLineItem } from './asyncOrder/updateLineItem.operation';
import { cancel } from './lineItem/cancel.operation';
import { freeze } from './lineItem/freeze.operation';
import { get as getLineItem } from './lineItem/get.operation';
import { getEmbeddedUrl } from './lineItem/getEmbeddedUrl.operation';
import { getMany as getManyLineItems } from './lineItem/getMany.operation';
import { getReasonCodes } from './lineItem/getReasonCodes.operation';
import { reissue } from './lineItem/reissue.operation';
import { resend as resendLineItem } from './lineItem/resend.operation';
import { unfreeze } from './lineItem/unfreeze.operation';
import { update as updateLine } from './lineItem/update.operation';
import { createTemplate } from './emailTemplate/create.operation';
import { deleteTemplate } from './emailTemplate/delete.operation';
import { getTemplate } from './emailTemplate/get.operation';
import { getManyTemplates } from './emailTemplate/getMany.operation';
import { updateTemplate } from './emailTemplate/update.operation';
import { create } from './order/create.operation';
import { findByReference } from './order/findByReference.operation';
import { get } from './order/get.operation';
import { getMany } from './order/getMany.operation';
import { preview } from './order/preview.operation';
import { resend } from './order/resend.operation';

/** The only list: menus, fields and routing come from it. A new operation is a new file and a line here. */
export const ORDER_OPERATIONS: readonly Operation[] = [
	create,
	findByReference,
	get,
	getMany,
	preview,
	resend,
	cancel,
	freeze,
	getEmbeddedUrl,
	getLineItem,
	getManyLineItems,
	getReasonCodes,
	reissue,
	resendLineItem,
	unfreeze,
	updateLine,
	createBulk,
	getBulk,
	getLineItems,
	getManyBulk,
	getBulkReasonCodes,
	updateBulk,
	updateLineItem,
	createTemplate,
	deleteTemplate,
	getTemplate,
	getManyTemplates,
	updateTemplate,
];

export const ORDER_RESOURCES = [
	{ name: 'Order', value: 'order', description: 'One reward for one recipient' },
	{ name: 'Line Item', value: 'lineItem', description: 'A reward that was ordered, and what became of it' },
	{ name: 'Bulk Order', value: 'asyncOrder', description: 'Many rewards in few requests' },
	{
		name: 'Email Template',
		value: 'emailTemplate',
		description: 'How the emails and text messages with rewards look',
	},
];
