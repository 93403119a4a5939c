/* What line items alone can be listed and sorted by, with all of Tango's values. */

export const SORT_COLUMNS = {
	accountNumber: { name: 'Account Number', description: 'By the account that paid' },
	amountIssued: { name: 'Amount', description: 'By the value of the reward' },
	dateIssued: { name: 'Date Issued', description: 'By when it was ordered' },
	deliveryMethod: { name: 'Delivery Method', description: 'By how the recipient gets it' },
	emailStatus: { name: 'Email Status', description: 'By what became of the email' },
	externalReferenceId: {
		name: 'External Reference ID',
		description: 'By the reference that the order was placed with',
	},
	orderSource: { name: 'Order Source', description: 'By where the order came from' },
	orderStatus: { name: 'Order Status', description: 'By what became of the order' },
	recipientFirstName: { name: 'Recipient First Name', description: 'By whom the reward is for' },
	recipientLastName: { name: 'Recipient Last Name', description: 'By the family of whom the reward is for' },
	rewardName: { name: 'Reward Name', description: 'By what was ordered' },
	status: { name: 'Status', description: 'By what became of the reward' },
};

export const EMAIL_STATUSES = {
	BLOCKED: { name: 'Blocked', description: 'The recipient’s side did not let it in' },
	BOUNCE: { name: 'Bounced', description: 'It came back, as from an address that is wrong' },
	DEFERRED: { name: 'Deferred', description: 'It was put off and is tried again' },
	DELIVERED: { name: 'Delivered', description: 'It has reached the recipient' },
	DROPPED: { name: 'Dropped', description: 'It was given up before it was sent' },
	NOT_DELIVERED: { name: 'Not Delivered', description: 'It did not reach the recipient' },
	PENDING: { name: 'Pending', description: 'It is still to be sent' },
	SENT: { name: 'Sent', description: 'It is on its way to the recipient' },
};

const UNTOLD = 'A source of Tango’s own that its API does not explain';

/** The first letters of an order's number. */
export const ORDER_SOURCES = {
	AA: { name: 'AA', description: 'Bulk Orders' },
	BE: { name: 'BE', description: UNTOLD },
	BI: { name: 'BI', description: UNTOLD },
	CI: { name: 'CI', description: UNTOLD },
	QW: { name: 'QW', description: UNTOLD },
	RA: { name: 'RA', description: 'Orders by API, such as those of this node' },
	RG: { name: 'RG', description: 'Orders in the Tango portal' },
};
