import type { TangoErrorFacts } from '../../core';

/** What Tango's support asks for, by the names that a person sees under Error details. */
export function technicalFacts(facts: TangoErrorFacts): Record<string, string | number> {
	const known: Array<[string, string | number | undefined]> = [
		['Tango request ID', facts.requestId],
		['HTTP status', facts.status],
		['i18nKey', facts.i18nKey],
		['Field at Tango', facts.apiPath],
		['Reference (externalRefID)', facts.externalRefID],
		['Row’s reference (externalRefLineItemID)', facts.lineReference],
		['Attempts', facts.attempts],
		['Code', facts.detail],
	];
	return Object.fromEntries(
		known.filter((entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== ''),
	);
}

/** The same in one line, for places that have no Error details. */
export function technicalLine(facts: TangoErrorFacts): string {
	const known = Object.entries(technicalFacts(facts));
	return known.map(([name, value]) => `${name}: ${value}.`).join(' ');
}
