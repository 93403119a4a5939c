/** What a value must keep. Data only: `applyRules.ts` looks whether it does. */
export type Limit =
	/** Tango's texts name no limit. */
	| { readonly free: true }
	/** Neither missing nor null. */
	| { readonly given: true }
	/** Given, and more than blanks. */
	| { readonly filled: true }
	| { readonly type: 'text' | 'number' | 'whole number' | 'boolean' | 'object' }
	| { readonly oneOf: readonly string[] }
	| { readonly length: readonly [least: number, most: number] }
	| { readonly matches: RegExp; readonly means: string }
	| { readonly atLeast: number }
	| { readonly above: number }
	| { readonly atMost: number }
	| { readonly decimals: number }
	| { readonly email: true }
	| { readonly date: 'day' | 'time' | 'day or time' }
	/** Today counts as both. */
	| { readonly lies: 'in the past' | 'in the future' }
	/** Not before the date in another field. */
	| { readonly after: string }
	/** At most so many days after the date in another field. */
	| { readonly days: number; readonly since: string }
	/** Decided by what the books hold, in the words of a reader. */
	| { readonly books: string };

export type Values = Readonly<Record<string, unknown>>;

export interface Examples {
	readonly bad: readonly unknown[];
	readonly good: readonly unknown[];
}

export interface RuleDetails {
	/** Holds only where another field has one of these values. */
	readonly when?: { readonly field: string; readonly is: readonly string[] };
	/** What the sample request needs besides, so that the examples are about this rule alone. */
	readonly sample?: Values;
	/** HTTP status of the refusal; 400 unless given, as Tango's validation answers so. */
	readonly status?: number;
	/** The path Tango complains about, where it is not the field; '' where the error names none. */
	readonly at?: string;
	/** Where sources disagree or are silent: why it is this rule. */
	readonly why?: string;
}

/** One rule on one field of a request. */
export interface FieldRule extends Examples, RuleDetails {
	/** `recipient.address.city`, `fundingNotification[].emailAddress`, or the name of a query parameter. */
	readonly field: string;
	readonly limit: Limit;
	readonly key: string;
	/** "§" is a section of the notes on Tango's API, "yaml" a schema of `api/`, "S26" Tango's OpenAPI text of 2026. */
	readonly source: string;
}

export function rule(
	field: string,
	limit: Limit,
	key: string,
	source: string,
	examples: Examples,
	details: RuleDetails = {},
): FieldRule {
	return { field, limit, key, source, ...examples, ...details };
}

/** Tango refuses texts that could be HTML. */
export const PLAIN: Limit = { matches: /^[^<>]*$/, means: 'no < and no >' };
export const HTML: Examples = {
	bad: ['<b>hi</b>', 'We <3 you', '5 > 4'],
	good: ['', 'Tom & Jerry’s "best" – 100 %'],
};

/** An empty address counts as none given. */
export const EMAILS: Examples = {
	bad: [
		'jane',
		'jane@',
		'jane@example',
		'jane@example.com.',
		'jane.@example.com',
		'jane@-example.com',
		'jane doe@example.com',
		'mailto:jane@example.com',
		'(jane@example.com',
		"jane@example.com'",
		'jane@example.com\u200b',
		`${'x'.repeat(65)}@example.com`,
		`jane@${'x.'.repeat(125)}example.com`,
	],
	good: ['', 'jane@example.com', "jane.o'hara+gift@mail.example.co.uk"],
};

/** Fields that Tango's texts put no limit on. */
export function free(source: string, fields: readonly string[], good: unknown = 'anything'): FieldRule[] {
	return fields.map((field) => rule(field, { free: true }, '', source, { bad: [], good: [good] }));
}

export const IDENTIFIER: Limit = {
	matches: /^[-a-zA-Z0-9]{5,100}$/,
	means: '5 to 100 letters, digits or hyphens',
};
export const NOT_IDENTIFIERS = ['acme', 'x'.repeat(101), 'acme rewards', 'acme_rewards', 'acmé-rewards', ''];
