import { invalidInput, type TangoError } from '../foundation/errors';

/* What is looked at in all items of a run before the first of them moves money. */

/**
 * Finds a reference that occurs twice in a run: Tango would carry out only the first. `done` ends the sentence
 * "is the same as that of row 1, so only one of them would be …".
 */
export function repeatedReferences(
	done: 'paid' | 'carried out',
): (externalRefID: string, itemIndex: number) => TangoError | undefined {
	const firstWith = new Map<string, number>();
	return (externalRefID, itemIndex) => {
		const earlier = firstWith.get(externalRefID);
		if (earlier === undefined) {
			firstWith.set(externalRefID, itemIndex);
			return undefined;
		}
		return invalidInput(
			'reference',
			`is the same as that of row ${earlier + 1}, so only one of them would be ${done}: change it in this row alone`,
			// Whoever changes the expression instead pays the rows again that a run with an error output paid.
			`Nothing was ordered or changed at Tango for this item. If it is another one than that of row ${earlier + 1}, give this row alone another value; if it is the same, take this row out. Leave the references of the other rows as they are: under another reference, a row that was ${done} is ${done} again.`,
		);
	};
}
