import type { TangoErrorFacts } from '../../core';
import type { Explanation } from './explanation';

/* What Tango refuses of line items and of sending rewards again, by its i18nKey. */

const NOT_YET = 'The reward was sent a short time ago, and Tango does not send it again yet';
const STAYS = 'Nothing was changed.';

const REFUSALS: ReadonlyMap<string | undefined, Explanation> = new Map([
	[
		'403.003',
		{
			message: 'Tango did not send this reward before, so it cannot be sent again',
			description:
				'Nothing was sent. Choose a New Delivery Method, or give the recipient the code, link or PIN yourself.',
		},
	],
	[
		'403.010',
		{
			message: 'Tango does not allow this for the line item as it stands',
			description: `${STAYS} It works for choice products that nobody has redeemed, within five days, and neither frozen nor cancelled before. Look at the line item with Line Item: Get.`,
		},
	],
	[
		'403.022',
		{
			message: 'This reward was reissued five times already, and Tango allows no more',
			description: `${STAYS} Nothing was ordered or paid. Cancel the line item instead, and place a new order.`,
		},
	],
]);

/** How long Tango waits between two messages, in its own words where it says more. */
const PAUSES: Readonly<Record<string, string>> = {
	'403.004': 'Tango’s words say after how many hours',
	'403.005': 'at least 30 seconds after the last time',
	'403.023': '24 hours after the last time',
};

export function lineItemRefusal({ i18nKey = '', apiMessage = '' }: TangoErrorFacts): Explanation | undefined {
	const pause = PAUSES[i18nKey];
	if (pause === undefined) return REFUSALS.get(i18nKey);
	const next = nextTime(apiMessage);
	return {
		message: next ? `${NOT_YET}: it can be sent again from ${next}` : `${NOT_YET}: ${pause}`,
		description: `Nothing was sent. Run the workflow again then; a Wait node before this one helps where it sends to the same people again and again.`,
	};
}

const MS: Readonly<Record<string, number>> = { second: 1_000, minute: 60_000, hour: 3_600_000 };

/** "… once in 30 seconds. It was last sent at 2026-11-25T09:00:00Z" is 09:00:30, where Tango says both. */
function nextTime(words: string): string | undefined {
	const [, count = '', unit = ''] = /(\d+)\s*(second|minute|hour)/i.exec(words) ?? [];
	const [last = ''] = /\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)/.exec(words) ?? [];
	const at = Date.parse(last) + Number(count) * (MS[unit.toLowerCase()] ?? NaN);
	if (!Number.isFinite(at)) return undefined;
	return `${new Date(Math.ceil(at / 1_000) * 1_000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
