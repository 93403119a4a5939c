/** How far a text is searched: prose may speak of "null", an address or a name hardly, a reference or an ID must not. */
export type TextKind = 'text' | 'email' | 'name' | 'reference';

const NO_VALUE = 'the expression found no value';
const NO_DATE = 'the expression made no date';
const SHEET = 'a formula in the sheet failed';
const OBJECT = 'an object stands where one of its values is meant';
const OF_OTHERS = 'another program was to put a value here';
const FILLER = 'it stands where a value is missing';
const NOT_TOLD = 'Tango has not told it yet. Run Bulk Order: Get later, which has it then';
const LOST = 'letters were lost on the way. Save the sheet or file as UTF-8';
const NOT_ON = 'this is an expression as text. Choose Expression above the field';

type Hole = readonly [pattern: RegExp, why: string];

/** Certain wherever they stand. */
const ANYWHERE: readonly Hole[] = [
	[/\[object [A-Z][A-Za-z]{0,40}\]/, OBJECT],
	[/^[={\s]*\$(?:json|input|node|item|fromAI)\b/, NOT_ON],
	// As survey and mail programs write them.
	[/\$\{[\w:/. -]{1,80}\}/, OF_OTHERS],
	[/\*\|[\w:]{1,80}\|\*/, OF_OTHERS],
	[/\ufffd/, LOST],
];

/** In the languages of Excel, too. */
const FAILED_FORMULA = '#(?:N\\/[ABDV]|NV(?![\\p{L}\\p{N}])|GETTING_DATA|[¡¿]?\\p{Lu}[\\p{Lu}_/0]{1,14}[!?])';
const NO_DATES = 'Invalid ?(?:Date(?:Time)?|Interval|Duration)';
/** "{first_name}", "{!Contact.Id}"; an ID in braces has digits or hyphens. */
const IN_BRACES = '\\{[!$]?[A-Za-z][A-Za-z_. ]{0,60}\\}';

/** What stands for nothing when it is all there is. */
const ALONE: readonly Hole[] = [
	[/^(?:undefined|null|NULL|NaN)(?: (?:undefined|null|NULL|NaN)){0,3}$/, NO_VALUE],
	[new RegExp(`^${NO_DATES}$`, 'i'), NO_DATE],
	[new RegExp(`^(?:${FAILED_FORMULA}|#{3,})$`, 'u'), SHEET],
	[/^Loading(?:\.{3}|…)$/, SHEET],
	[/^%{1,2}[A-Za-z][\w. ]{1,60}%{1,2}$/, OF_OTHERS],
	[new RegExp(`^${IN_BRACES}$`), OF_OTHERS],
];

/** The same where no prose is meant; the last is what Bulk Order: Create itself says. Not "Blank": people are called so. */
const STAND_INS: readonly Hole[] = [
	[/^(?:none|None|NONE|nil|N\/A|n\/a|N\.A\.|n\.a\.)$/, NO_VALUE],
	[/^(?:tb[acd]|unknown|not available|not applicable|no value)$/i, FILLER],
	[/^[([<](?:n\/?a|none|null|nil|blank|empty|missing|tb[acd]|unknown|no value)[)\]>]$/i, FILLER],
	[/^\[{1,2}\p{L}[\p{L}\p{N}_ .:-]{0,60}\]{1,2}$/u, OF_OTHERS],
	[/^\?+$/, FILLER],
	[/^not yet$/i, NOT_TOLD],
];

/** Not "Null" or "Nan": people are called so. */
const IN_NAMES: readonly Hole[] = [
	[/undefined/i, NO_VALUE],
	[new RegExp(NO_DATES, 'i'), NO_DATE],
	[new RegExp(FAILED_FORMULA, 'u'), SHEET],
];

/** As a word of its own, whatever stands around it. */
function word(words: string, flags = ''): RegExp {
	return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, `u${flags}`);
}

const IN_REFERENCES: readonly Hole[] = [
	[/^(?:true|false|yes)$/i, 'more than one reward has this'],
	[/undefined/i, NO_VALUE],
	[/^(?:none|null|nil|nan|n\/a|-?infinity)$/i, NO_VALUE],
	[word('null|NULL|NaN|nan|None|NaT|<NA>'), NO_VALUE],
	[/^[\p{P}+=|~^$`<>]+$/u, NO_VALUE],
	// IDs that end in a separator have digits, or are longer.
	[/^[\p{L} ]{1,16}[-_:/.#|]+$/u, NO_VALUE],
	[new RegExp(NO_DATES, 'i'), NO_DATE],
	[new RegExp(FAILED_FORMULA, 'u'), SHEET],
	[new RegExp(`${IN_BRACES}|%[A-Z][A-Z_]{2,60}%`), OF_OTHERS],
	[word('not yet', 'i'), NOT_TOLD],
];

/** As sheets and programs show a number that is too long for them: "1.23457E+15", "1e+21", "1.5E9". */
const SHORTENED = /^\d(?:(?:[.,]\d{1,20})?e\+|[.,]\d{1,20}e)\d{1,3}$/i;

const HOLES: Readonly<Record<TextKind, readonly Hole[]>> = {
	text: [...ANYWHERE, ...ALONE],
	email: [...ANYWHERE, ...ALONE, ...STAND_INS],
	name: [...ANYWHERE, ...ALONE, ...STAND_INS, ...IN_NAMES],
	reference: [...ANYWHERE, ...ALONE, ...STAND_INS, ...IN_REFERENCES],
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
