import type { TangoError } from '../foundation/errors';

/** What is to be done after a Bulk Order was not taken. */
type Way =
	/** Nobody knows whether it was. */
	| 'readBack'
	/** It was too long. */
	| 'halve'
	/** Some lines stood in the way of the others. */
	| 'withoutNamed'
	/** Something stands in the way of these lines. */
	| 'these'
	/** The same would come of all others. */
	| 'stop';

export function wayOf(error: TangoError, lines: number): Way {
	const { code, facts } = error;
	if (code === 'OUTCOME_UNKNOWN' || code === 'CONFLICT') return 'readBack';
	// A gateway on the way may have a limit of its own, and says so with a page.
	if (facts.status === 413 || isAboutLength(error)) return lines > 1 ? 'halve' : 'these';
	if (code === 'INSUFFICIENT_FUNDS') return 'these';
	if (code !== 'REJECTED') return 'stop';
	return [...refusedByName(error).keys()].some((index) => index < lines) ? 'withoutNamed' : 'these';
}

/** Tango complains about the list of lines, not about one of them. */
function isAboutLength({ code, facts }: TangoError): boolean {
	return code === 'REJECTED' && (facts.apiFields ?? []).some(({ path }) => path === 'lineItems');
}

/** What Tango says of single lines of a Bulk Order that it refused as a whole, by the line's index. */
export function refusedByName({ facts }: TangoError): Map<number, string[]> {
	const said = new Map<number, string[]>();
	for (const { path, message } of facts.apiFields ?? []) {
		const [, index, field] = /^lineItems[[.](\d+)\]?\.?(.*)$/.exec(path) ?? [];
		if (index === undefined) continue;
		const words = field ? `${field}: ${message}` : message;
		said.set(Number(index), [...(said.get(Number(index)) ?? []), words]);
	}
	return said;
}
