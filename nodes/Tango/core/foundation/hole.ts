/** How far a text is searched: prose may speak of "null", a name hardly, a reference must not. */
export type TextKind = 'text' | 'name' | 'reference';

const NO_VALUE = 'the expression found no value';
const NO_DATE = 'the expression made no date';
const SHEET = 'a formula in the sheet failed';
const OBJECT = 'an object stands where one of its values is meant';
const OF_OTHERS = 'another program was to put a value here';
const NOT_ON = 'this is an expression as text. Choose Expression above the field';

type Hole = readonly [pattern: RegExp, why: string];

/** Certain wherever they stand. */
const ANYWHERE: readonly Hole[] = [
	[/\[object [A-Z][A-Za-z]{0,40}\]/, OBJECT],
	[/^[={\s]*\$(?:json|input|node|item|fromAI)\b/, NOT_ON],
	// As survey and mail programs write them.
	[/\$\{[\w:/. -]{1,80}\}/, OF_OTHERS],
	[/\*\|[\w:]{1,80}\|\*/, OF_OTHERS],
];

/** What stands for nothing when it is all there is. */
const ALONE: readonly Hole[] = [
	[/^(?:undefined|null|NULL|NaN)$/, NO_VALUE],
	[/^Invalid Date(?:Time)?$/i, NO_DATE],
	[/^#(?:N\/A|[A-Z][A-Z_/0]{1,14}[!?])$/, SHEET],
	[/^Loading(?:\.{3}|…)$/, SHEET],
	[/^%[A-Z][A-Z_]{1,40}%$/, OF_OTHERS],
];

/** Not "Null" or "Nan": people are called so. */
const IN_NAMES: readonly Hole[] = [
	[/\bundefined\b/i, NO_VALUE],
	[/^(?:none|None|NONE|nil|N\/A|n\/a)$/, NO_VALUE],
	[/Invalid Date(?:Time)?/i, NO_DATE],
	[/#(?:N\/A|[A-Z][A-Z_/0]{1,14}[!?])/, SHEET],
];

const IN_REFERENCES: readonly Hole[] = [
	...ALONE,
	[/undefined/i, NO_VALUE],
	[/^(?:true|false|yes)$/i, 'more than one reward has this'],
	[/(?<![\p{L}\p{N}])(?:null|NULL|NaN)(?![\p{L}\p{N}])/u, NO_VALUE],
	[/^(?:none|null|nil|nan|n\/a|-?infinity)$/i, NO_VALUE],
	[/^[\p{P}+=|~^$`<>]+$/u, NO_VALUE],
	[/Invalid ?Date(?:Time)?/i, NO_DATE],
	[/#(?:N\/A|[A-Z][A-Z_/0]{1,14}[!?])/, SHEET],
];

/** As sheets and programs show a number that is too long for them: "1.23457E+15", "1e+21". */
const SHORTENED = /^\d(?:[.,]\d{1,20})?e\+\d{1,3}$/i;

const HOLES: Readonly<Record<TextKind, readonly Hole[]>> = {
	text: [...ANYWHERE, ...ALONE],
	name: [...ANYWHERE, ...ALONE, ...IN_NAMES],
	reference: [...ANYWHERE, ...IN_REFERENCES],
};

/**
 * What a text holds in the place of a value, as the second half of a sentence: programs and sheets write the word
 * for nothing where nothing was found, and two rewards with the reference "resp-undefined" are one.
 *
 * @param text clean, and of limited length
 */
export function holeProblem(text: string, kind: TextKind): string | undefined {
	if (kind === 'reference' && SHORTENED.test(text)) {
		return `is "${text}", a number that a sheet has shortened. Format the column as text`;
	}
	const template = templateIn(text);
	if (template !== undefined) return holds(template, NOT_ON);
	for (const [pattern, why] of HOLES[kind]) {
		const found = pattern.exec(text)?.[0];
		if (found !== undefined) return holds(found, why);
	}
	return undefined;
}

function holds(found: string, why: string): string {
	return `holds "${found.length > 60 ? `${found.slice(0, 60)}…` : found}": ${why}`;
}

/** From the first "{{" to the next "}}"; searched without a pattern, as many "{{" would make one slow. */
function templateIn(text: string): string | undefined {
	const start = text.indexOf('{{');
	const end = start < 0 ? -1 : text.indexOf('}}', start);
	return end < 0 ? undefined : text.slice(start, end + 2);
}
