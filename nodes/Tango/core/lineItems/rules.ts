import { reissuedTo, type LineItem } from '../api/lineItem';
import { invalidInput, type TangoError } from '../foundation/errors';

/* What Tango says no to, as far as the line item tells it. What is not told is not held against anybody. */

export type Action = 'cancel' | 'freeze' | 'unfreeze' | 'reissue';

const DAY_MS = 86_400_000;
/** Tango: five calendar days, nobody says in which time zone. */
const MAX_DAYS = 5;

const DONE: Readonly<Record<Action, string>> = {
	cancel: 'cancelled',
	freeze: 'frozen',
	unfreeze: 'unfrozen',
	reissue: 'reissued',
};

/** The cancelling of a line item that is cancelled is done already; one that was reissued lives on in another. */
export function isCancelled(lineItem: LineItem): boolean {
	return lineItem.status === 'CANCELLED' && reissuedTo(lineItem) === undefined;
}

export function actionProblem(action: Action, lineItem: LineItem, now: number): TangoError | undefined {
	const refused = (why: string) =>
		invalidInput('referenceLineItemID', `is ${lineItem.referenceLineItemID}, ${why}`);
	const next = reissuedTo(lineItem);
	if (next !== undefined)
		return refused(`which was reissued as ${next}: that one can be ${DONE[action]}, if any`);
	const reasons = reasonsAgainst(action, lineItem, now);
	const isAllowed = isAllowedByTango(action, lineItem);
	if (isAllowed === true || (isAllowed === undefined && reasons.length === 0)) return undefined;
	const why = reasons.length > 0 ? reasons.join(', and ') : UNTOLD;
	return refused(`which cannot be ${DONE[action]}: ${why}`);
}

const UNTOLD = 'Tango says so without a reason; it may have been redeemed or frozen, or be no Choice product';

/** A reissue cancels, too. Of unfreezing Tango says nothing beforehand. */
function isAllowedByTango(action: Action, { canCancel, canFreeze }: LineItem): boolean | undefined {
	switch (action) {
		case 'cancel':
		case 'reissue':
			return canCancel;
		case 'freeze':
			return canFreeze;
		case 'unfreeze':
			return undefined;
	}
}

/** What the rest of the line item tells of the reason; also where Tango gives no word beforehand. */
function reasonsAgainst(action: Action, lineItem: LineItem, now: number): string[] {
	const { status, dateIssued = '', remainingBalance } = lineItem;
	const over = [...(status !== undefined && ENDED.has(status) ? [`it is ${status}`] : [])];
	if (action === 'unfreeze') return over;
	// A day more, as nobody knows where Tango's day begins; its own word counts before.
	const isOld = now - Date.parse(dateIssued) > (MAX_DAYS + 1) * DAY_MS;
	return [
		...over,
		...(isOld ? [`it was issued on ${dateIssued.slice(0, 10)}, more than ${MAX_DAYS} days ago`] : []),
		...(remainingBalance === null ? ['it is no Choice product'] : []),
	];
}

/** Nothing can be done with these any more. */
export const ENDED: ReadonlySet<string> = new Set(['CANCELLED', 'FAILED', 'DELETED', 'RETURNED']);
