import type { Order } from '../api/order';
import { recipientFacts } from '../orders/facts';
import type { ReissueBody } from './reissueBody';

/** What was asked for and is told to be otherwise, in people's words; what was not asked for does not matter. */
export function otherwiseThere(
	{ amount, deliveryMethod, recipient = {} }: ReissueBody,
	told: Order,
): string[] {
	const found = told.denomination?.value;
	const ofRecipient = recipientFacts(recipient, told.recipient ?? {}).filter(
		({ asked, told: there, plain }) =>
			asked !== undefined && plain(there ?? '') !== '' && plain(asked) !== plain(there ?? ''),
	);
	return [
		...(amount !== undefined && found !== undefined && amount !== found ? ['amount'] : []),
		...(deliveryMethod !== undefined && told.deliveryMethod && told.deliveryMethod !== deliveryMethod
			? ['delivery method']
			: []),
		...(ofRecipient.length > 0 ? ['recipient'] : []),
	];
}
