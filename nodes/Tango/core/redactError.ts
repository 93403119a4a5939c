import { isTangoError, TangoError, type Difference } from './errors';
import { oneLine } from './words';

/**
 * An error that quotes an order as Tango told it, with the quotes fit to be shown: without secrets, each in one
 * short line. The words of a refusal are already so when they are read.
 */
export function redactQuotes(error: unknown, redact: (text: string) => string): unknown {
	if (!isTangoError(error) || error.facts.differences === undefined) return error;
	const { differences, referenceOrderID } = error.facts;
	const clean = (text: string) => oneLine(redact(text));
	return new TangoError(error.code, {
		...error.facts,
		differences: differences.map((one): Difference => ({ ...one, found: clean(one.found) })),
		referenceOrderID: referenceOrderID === undefined ? undefined : clean(referenceOrderID),
	});
}
