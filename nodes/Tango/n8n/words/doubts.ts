import type { TangoErrorFacts } from '../../core';

/** How to settle what may have been done, where it is no order and no movement of money. */
export const DOUBTS: Readonly<Partial<Record<NonNullable<TangoErrorFacts['doubt']>, string>>> = {
	lineItem:
		'Look at the line item with Line Item: Get, or run the workflow again: what was done already is not done twice.',
	reissue:
		'The new order may have been placed and paid. Run the workflow again in a few minutes: the line item is looked at first, and what stands in its place comes out with "replayed: true". Reissue it nowhere else until then.',
	resend:
		'The recipient may have got the message. Line Item: Get with Simplify off shows in resendHistory whether it was sent, before you send it again.',
	template:
		'Look with Email Template: Get Many what Tango has now, or run the workflow again: no two templates have the same name, so none is made twice.',
};
