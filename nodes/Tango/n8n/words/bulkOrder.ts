import { AFTER_DOUBT, LINES_NOT_TOLD, type TangoErrorFacts } from '../../core';
import type { Explanation } from './explanation';

/* What is another thing to say of a row of a Bulk Order than of an order of its own. */

/** 403 and 404 on the way to Bulk Orders themselves, not to an account or the like. */
export function bulkClosed({ lineReference, thing }: TangoErrorFacts): string {
	if (lineReference === undefined || (thing && thing.field !== 'externalRefID')) return '';
	return 'Tango opens Bulk Orders to some platforms only; your Tango contact can ask for yours. Until then use Order: Create, which sends the same rewards one by one. This row was not ordered.';
}

/** 404 of the whole. */
export const BULK_NOT_OPENED: Explanation = {
	message: 'Tango does not offer Bulk Orders to this platform',
	description: '',
};

export function bulkDoubt({ externalRefID, lineReference, detail }: TangoErrorFacts): string {
	const why =
		detail === LINES_NOT_TOLD ? 'Tango has this Bulk Order and does not tell all of its rows yet. ' : '';
	return `${why}The row’s reference at Tango is ${lineReference}, in Bulk Order ${externalRefID}. Run the workflow again in a few minutes with the same references: what is there comes out with "replayed: true", the rest is sent, and nothing is paid twice. Or look the Bulk Order up with Bulk Order: Get. Do not send the row with Order: Create: its books are others.`;
}

/** Answers about other rows that keep these from being sent. */
export const BULK_UNANSWERED: ReadonlyArray<readonly [string, Explanation]> = [
	[
		LINES_NOT_TOLD,
		{
			message: 'Tango does not tell all rows of an earlier Bulk Order of this account yet',
			description:
				'This row was not ordered, as it may stand there. Run the workflow again in a few minutes; its reference, under Error details, shows with Bulk Order: Get how far Tango is.',
		},
	],
	[
		AFTER_DOUBT,
		{
			message: 'This row was not sent: it is not known what became of the rows before it',
			description:
				'It was not ordered. Run the workflow again with the same references, and it is sent once the other rows are settled.',
		},
	],
];
