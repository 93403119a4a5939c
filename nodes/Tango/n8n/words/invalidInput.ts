import type { TangoErrorFacts } from '../../core';
import type { Explanation } from './explanation';

/** The first few keep a person busy; after those the next run tells the rest. */
const MAX_TOLD = 20;

const NOTHING_DONE = 'Nothing was ordered or changed at Tango for this item.';
const ONE = 'Correct the field, or the data that feeds it, and run the workflow again.';
const SEVERAL = 'Correct these fields, or the data that feeds them, and run the workflow again:';

/** A field that cannot be used, and whatever else is wrong with the same item. */
export function invalidInputWords(facts: TangoErrorFacts, fieldName: (field: string) => string): Explanation {
	const { others = [] } = facts;
	const message = mistake(facts, fieldName);
	const all = [facts, ...others];
	const mends = [...new Set(all.flatMap(({ mend }) => mend ?? []))];
	if (others.length === 0) return { message, description: mends[0] ?? `${NOTHING_DONE} ${ONE}` };
	const lines = all.slice(0, MAX_TOLD).map((one) => `- ${mistake(one, fieldName)}`);
	if (all.length > MAX_TOLD) lines.push(`- and ${all.length - MAX_TOLD} more`);
	const more = others.length === 1 ? '1 more mistake' : `${others.length} more mistakes`;
	return {
		message: `${message}; ${more}`,
		description: [
			...(mends.length > 0 ? [...mends, SEVERAL] : [`${NOTHING_DONE} ${SEVERAL}`]),
			...lines,
		].join('\n'),
	};
}

/** Problems that show the value themselves, or the part of it that matters; and of nothing there is nothing to show. */
const NAMES_THE_VALUE =
	/^(?:holds |has a hole|is empty|came as |is ")|, but is |: ".*"(?:\. (?:Write|Give) .*)?$/;

/** "Amount “€25” must be a number": the value stands between the field and what is wrong, unless that names it. */
export function mistake(
	{ field = '', problem = 'is not valid', value }: TangoErrorFacts,
	fieldName: (field: string) => string,
): string {
	const isNamed =
		NAMES_THE_VALUE.test(problem) || problem.startsWith(`is ${value},`) || problem.includes(`“${value}”`);
	const shown = value === undefined || isNamed ? '' : ` “${value}”`;
	return `${fieldName(field) || 'The item'}${shown} ${problem}`;
}
