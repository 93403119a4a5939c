import { invalidInput, type TangoError } from '../foundation/errors';

/* What is looked at in all items of a run before the first of them moves money. */

/**
 * Finds a reference that occurs twice in a run: Tango would carry out only the first. `consequence` ends the
 * sentence "is the same as that of row 1, so …".
 *
 * @param field what the reference is called in the form
 */
export function repeatedReferences(
	consequence: string,
	field = 'reference',
): (externalRefID: string, itemIndex: number) => TangoError | undefined {
	const firstWith = new Map<string, number>();
	return (externalRefID, itemIndex) => {
		const earlier = firstWith.get(externalRefID);
		if (earlier === undefined) {
			firstWith.set(externalRefID, itemIndex);
			return undefined;
		}
		return invalidInput(field, `is the same as that of row ${earlier + 1}, so ${consequence}`);
	};
}
