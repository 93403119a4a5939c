import { DELIVERY_METHODS } from '../../n8n/fields/deliveryMethods';

/* What orders and their rewards can be listed by, with all of Tango's values. */

/** Orders of the Tango portal as well, which has ways of its own. */
export const LISTED_METHODS = {
	...DELIVERY_METHODS,
	BULKDIGITAL: { name: 'Bulk Digital', description: 'Many digital rewards handed over together' },
	BULKSHIPMENT: { name: 'Bulk Shipment', description: 'Many rewards sent by post together' },
	QRCODE: { name: 'QR Code', description: 'Handed over as a QR code' },
};

/** Of orders and of their rewards alike. */
const COMMON_STATUSES = {
	CANCELLED: { name: 'Cancelled', description: 'Called off after it was ordered' },
	COMPLETE: { name: 'Complete', description: 'Processed, and the reward is sent' },
	FAILED: { name: 'Failed', description: 'Not sent, and the account has its money back' },
	PENDING: { name: 'Pending', description: 'In review or in work, up to one business day' },
};
const DELETED = { name: 'Deleted', description: 'It is not there any more' };
const PARTIAL = { name: 'Partial', description: 'Some of its rewards are sent, others are not' };

/** Those that line items can be listed by: their own, and those of their orders. */
export const REWARD_STATUSES = COMMON_STATUSES;
export const SETTLED_STATUSES = { ...COMMON_STATUSES, PARTIAL };

export const LINE_ITEM_STATUSES = {
	...COMMON_STATUSES,
	DELETED,
	RETURNED: { name: 'Returned', description: 'It was sent and came back' },
};

export const ORDER_STATUSES = {
	...SETTLED_STATUSES,
	DELETED,
	ON_HOLD: { name: 'On Hold', description: 'Tango holds it back for now' },
	PENDING_KYB: { name: 'Pending: Check of the Business', description: 'Until Tango knows your business' },
	PENDING_MR: { name: 'Pending: Manual Review', description: 'Until somebody has looked at it' },
	PENDING_PAYMENT: { name: 'Pending: Payment', description: 'Until the money for it is there' },
	QUEUED: { name: 'Queued', description: 'Waits for its turn' },
};

export const DELIVERY_STATUSES = {
	DELIVERED: { name: 'Delivered', description: 'It has reached the recipient' },
	DISPATCHED: { name: 'Dispatched', description: 'It is on its way to the recipient' },
	ENGAGED: { name: 'Engaged', description: 'The recipient has done something with the message' },
	FAILED: { name: 'Failed', description: 'It did not reach the recipient' },
	PENDING: { name: 'Pending', description: 'Nothing was sent so far' },
	PROCESSING: { name: 'Processing', description: 'It is made ready to be sent' },
};
