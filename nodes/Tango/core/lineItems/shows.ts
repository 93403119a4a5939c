import type { LineItem } from '../api/lineItem';

/** A change that Tango acknowledges with 202 and carries out later. */
export type ChangeKind = 'cancel' | 'freeze' | 'unfreeze' | 'update';

export interface Seen {
	/** The line item before; absent where nothing of it had to be known. */
	readonly before?: LineItem | undefined;
	readonly after: LineItem;
	/** The fields that were sent. */
	readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Whether a line item shows what was asked for. Tango documents no status for a freeze, so its history counts, and
 * what it says may be done now. What is not told proves nothing.
 */
export function shows(kind: ChangeKind, { before, after, body }: Seen): boolean {
	switch (kind) {
		case 'cancel':
			return after.status === 'CANCELLED';
		case 'freeze':
			return happened('FREEZE', before, after) || turned(before?.canFreeze, true, after.canFreeze);
		case 'unfreeze':
			return happened('UNFREEZE', before, after) || turned(before?.canFreeze, false, after.canFreeze);
		case 'update':
			return Object.entries(body).every(([name, value]) => value === undefined || after[name] === value);
	}
}

/** Once more than before. */
function happened(action: string, before: LineItem | undefined, after: LineItem): boolean {
	return timesOf(action, after) > timesOf(action, before);
}

function timesOf(action: string, { lineItemActionHistory = [] }: LineItem = {}): number {
	return lineItemActionHistory.filter((deed) => deed.action?.toUpperCase() === action).length;
}

function turned(before: boolean | undefined, from: boolean, after: boolean | undefined): boolean {
	return before === from && after === !from;
}
