import type { Order } from './book.ts';

const NOBODY = { firstName: '', lastName: '', email: '' };

/** Label and type per credential kind. Labels are display text and not stable at Tango. */
const CREDENTIALS: Readonly<Record<string, { label: string; type: string }>> = {
	claimCode: { label: 'Claim Code', type: 'text' },
	cardNumber: { label: 'Card Number', type: 'text' },
	pin: { label: 'PIN', type: 'text' },
	redemptionUrl: { label: 'Redemption Link', type: 'url' },
};

/** Answer to POST /orders. */
export function summaryView(order: Order) {
	const { criteria } = order;
	return {
		referenceOrderID: order.referenceOrderID,
		referenceLineItemID: `${order.referenceOrderID}-1`,
		...commonFields(order),
		denomination: order.denomination,
		reward: rewardView(order),
		sender: { ...NOBODY, ...criteria.sender },
		recipient: { ...NOBODY, ...criteria.recipient },
		redemptionInstructions: order.item.redemptionInstructions,
	};
}

/** Answer to GET /orders/{referenceOrderID}. */
export function detailView(order: Order) {
	return {
		...listView(order),
		referenceLineItemID: `${order.referenceOrderID}-1`,
		reward: rewardView(order),
	};
}

/** Entry of GET /orders: no reward, so no codes. */
export function listView(order: Order) {
	const { criteria } = order;
	return {
		referenceOrderID: order.referenceOrderID,
		...commonFields(order),
		accountNumber: order.accountNumber,
		denomination: order.denomination,
		sender: { ...NOBODY, ...criteria.sender },
		recipient: { ...NOBODY, ...criteria.recipient },
		etid: criteria.etid ?? 'E000000',
		orderStatus: order.status,
		lineItemStatus: order.status,
		notes: criteria.notes ?? '',
		orderClientSource: 'RA',
		orderExternalRefIdDupe: false,
	};
}

/** Fields without a value are left out by JSON, as in real answers. */
function commonFields(order: Order) {
	const { criteria, item } = order;
	return {
		externalRefID: order.externalRefID,
		customerIdentifier: order.customerIdentifier,
		accountIdentifier: order.accountIdentifier,
		amountCharged: order.amountCharged,
		utid: item.utid,
		ptid: criteria.ptid,
		rewardName: item.rewardName,
		emailSubject: criteria.emailSubject,
		message: criteria.message,
		sendEmail: order.deliveryMethod === 'EMAIL',
		deliveryMethod: order.deliveryMethod,
		status: order.status,
		campaign: criteria.campaign,
		purchaseOrderNumber: criteria.purchaseOrderNumber,
		createdAt: order.createdAt,
	};
}

/** Only a completed order carries codes. */
export function rewardView({ item, referenceOrderID, status }: Order) {
	const { redemptionInstructions } = item;
	if (status !== 'COMPLETE') return { credentials: {}, credentialList: [], redemptionInstructions };
	const credentialList = item.credentialTypes.map((credentialType) => {
		const { label, type } = CREDENTIALS[credentialType] ?? { label: credentialType, type: 'text' };
		return { label, value: fakeCode(credentialType, referenceOrderID), type, credentialType };
	});
	const credentials = Object.fromEntries(credentialList.map(({ label, value }) => [label, value]));
	return { credentials, credentialList, redemptionInstructions };
}

function fakeCode(credentialType: string, referenceOrderID: string): string {
	return credentialType === 'redemptionUrl'
		? `https://rewardlink.example/r/1/FAKE-${referenceOrderID}`
		: `FAKE-${credentialType.toUpperCase()}-${referenceOrderID}`;
}
