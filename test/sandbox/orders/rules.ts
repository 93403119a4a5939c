import type { CatalogItem } from '../catalog.ts';
import { ApiError, type FieldError } from '../errors.ts';
import { TANGO_FACTS } from '../facts/tango.ts';
import type { Store } from '../store.ts';
import type { OrderCriteria } from './book.ts';

/** How an order travels when the request leaves it open. */
export function deliveryMethodOf({ deliveryMethod, sendEmail, recipient }: OrderCriteria): string {
	if (deliveryMethod !== undefined) return deliveryMethod;
	if (sendEmail === false) return 'NONE';
	return recipient?.address ? 'ADDRESS' : 'EMAIL';
}

/** What the order breaks of the rules that hold for any reward. */
export function contentErrors(criteria: OrderCriteria): FieldError[] {
	const { recipient = {} } = criteria;
	return TANGO_FACTS.ruleErrors('post', '/orders', {
		...criteria,
		deliveryMethod: deliveryMethodOf(criteria),
		recipient,
	});
}

/** Tango's rules on the amount of one item; the first broken one is enough. */
export function amountError(amount: number, item: CatalogItem): FieldError | undefined {
	const refuse = (i18nKey: string, message: string) => fieldError('amount', i18nKey, message, amount);
	if (item.valueType === 'FIXED_VALUE') {
		return amount === item.faceValue
			? undefined
			: refuse('422.027', `Amount must equal the fixed value ${item.faceValue}`);
	}
	if (item.isWholeAmountValueRequired && !Number.isInteger(amount)) {
		return refuse('422.026', 'This item requires a whole amount');
	}
	const { minValue = 0, maxValue = Infinity } = item;
	return amount < minValue || amount > maxValue
		? refuse('422.025', `Amount must be between ${minValue} and ${maxValue}`)
		: undefined;
}

/** What this item cannot be ordered with. */
export function itemErrors(criteria: OrderCriteria, item: CatalogItem): FieldError[] {
	const delivery = deliveryError(deliveryMethodOf(criteria), item);
	const { expirationDate } = criteria;
	const errors = delivery ? [delivery] : [];
	if (expirationDate !== undefined && item.rewardType !== 'promo') {
		const message = 'Expiration Date should not be specified for given UTID';
		errors.push(fieldError('expirationDate', '422.162', message, expirationDate));
	}
	return errors;
}

/** Ways of delivery that a reward must have among its attributes. */
const OF_SOME_ITEMS = ['PHONE', 'EMBEDDED'];

function deliveryError(method: string, item: CatalogItem): FieldError | undefined {
	const byPost = method === 'ADDRESS';
	const physical = item.fulfillmentType === 'PHYSICAL';
	if (physical && !byPost) {
		return fieldError('recipient.address', '422.169', 'Address required for physical items.', null);
	}
	if (byPost && !physical) {
		return fieldError('recipient.address', '422.168', 'Address not allowed for non-physical items.', null);
	}
	if (!OF_SOME_ITEMS.includes(method) || item.attributes.includes(method)) return undefined;
	return fieldError('deliveryMethod', '400.001', `This item cannot be delivered by ${method}`, method);
}

/** Throws for a template that is not the platform's. */
export function checkTemplate({ etid }: Pick<OrderCriteria, 'etid'>, { templates }: Store): void {
	if (etid === undefined || templates.find(etid)) return;
	throw new ApiError(403, '403.008', 'The specified etid does not belong to the given platform');
}

function fieldError(path: string, i18nKey: string, message: string, invalidValue: unknown): FieldError {
	return { path, i18nKey, message, invalidValue };
}
