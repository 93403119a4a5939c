import { type FieldRule, HTML, PLAIN, rule } from './fieldRule.ts';
import { orderTextRules } from './orderTexts.ts';

/* Of what is there already: a line item or a Bulk Order. Only what is refused is shown, as that needs none of them. */

/** The rules on an order's text, which hold for the same text of something that came of it. */
function ofOrder(field: string, as = field): FieldRule[] {
	return orderTextRules.filter((one) => one.field === field).map((one) => ({ ...one, field: as, good: [] }));
}

function reasons(source: string, others: readonly string[]): readonly FieldRule[] {
	const codes = ['DELIVERY_INFO', 'REWARD_AMOUNT', 'REWARD_TYPE', 'FRAUD', 'OTHER', ...others];
	return [
		rule('reasonCode', { oneOf: codes }, '400.501', source, { bad: ['BORED', 'other'], good: [] }),
		rule('otherReason', PLAIN, '422.111', '§1.4', { bad: HTML.bad, good: [] }),
	];
}

/** POST /lineItems/{referenceLineItemID}/cancel. */
export const cancelRules = reasons('yaml CancelLineItemRequestCriteria', [
	'RECIPIENT',
	'CURRENCY',
	'RECIPIENT_REQUESTED',
	'RECIPIENT_OBLIGATIONS',
	'DUPLICATE',
]);

/** POST …/freeze and …/unfreeze. */
export const freezeRules = reasons('yaml FreezeLineItemRequestCriteria', ['VERIFY_ORDER']);

/** PATCH /lineItems/{referenceLineItemID}. */
export const lineItemUpdateRules: readonly FieldRule[] = [
	...ofOrder('campaign'),
	...ofOrder('purchaseOrderNumber'),
	...ofOrder('notes', 'orderNotes'),
];

/** PATCH of a Bulk Order. */
export const bulkUpdateRules: readonly FieldRule[] = [
	...ofOrder('campaign'),
	...ofOrder('purchaseOrderNumber'),
	...ofOrder('notes'),
];

/** PATCH /asyncOrders/lineItems/{referenceLineItemId}. */
export const bulkLineUpdateRules: readonly FieldRule[] = [
	...ofOrder('notes', 'lineItemNote'),
	rule('deliveryDate', { date: 'day or time' }, '422.043', 'yaml UpdateAsyncLineItemCriteria', {
		bad: ['31.12.2999', 'in 30 days'],
		good: [],
	}),
	rule('deliveryDate', { lies: 'in the future' }, '422.043', 'yaml UpdateAsyncLineItemCriteria', {
		bad: ['2020-01-01'],
		good: [],
	}),
	...ofOrder('sender.firstName', 'senderInfo.firstName'),
	...ofOrder('sender.lastName', 'senderInfo.lastName'),
	rule('senderInfo.email', { email: true }, '422.134', '§7.1', {
		bad: ['jane', 'jane@example.com.', 'jane doe@example.com'],
		good: [],
	}),
];
