import type { Field } from './field';

/* Which signs Tango takes in which text, and words that show the one it does not. */

/** What is wrong with a value, as the second half of a sentence; undefined when nothing is. */
export type Check<T = string> = (value: T) => string | undefined;

/** The field with more rules on the value that it has read; no value keeps them all. The first broken one is told. */
export function checked<T>(inner: Field<T>, ...checks: ReadonlyArray<Check<NonNullable<T>>>): Field<T> {
	return {
		...inner,
		read: (given, context) => {
			const reading = inner.read(given, context);
			if (!('value' in reading)) return reading;
			const { value } = reading;
			if (value === undefined || value === null) return reading;
			for (const check of checks) {
				const message = check(value);
				if (message !== undefined) return { problems: [{ message }] };
			}
			return reading;
		},
	};
}

/** Nothing but signs that the pattern takes, one by one; `words` says which: "letters and digits". */
export function only(sign: RegExp, words: string): Check {
	return (text) => {
		const odd = firstSign(text, (one) => !sign.test(one));
		return odd === undefined ? undefined : `holds ${shown(odd)}: Tango takes ${words} in this field`;
	};
}

/** None of these signs. */
export function without(...signs: readonly string[]): Check {
	return (text) => {
		const odd = firstSign(text, (one) => signs.includes(one));
		return odd === undefined
			? undefined
			: `holds ${shown(odd)}: Tango refuses ${signs.join(', ')} in this field`;
	};
}

/** i18nKey 422.111: Tango refuses texts that could be HTML. */
export const noHtml = without('<', '>');

function firstSign(text: string, isOdd: (sign: string) => boolean): string | undefined {
	for (const sign of text) if (isOdd(sign)) return sign;
	return undefined;
}

/** The sign in quotes, or by its number where nobody would see it. */
function shown(sign: string): string {
	if (sign === ' ') return 'a space';
	if (!/[\p{C}\p{Z}\p{M}]/u.test(sign)) return `“${sign}”`;
	const code = sign.codePointAt(0) ?? 0;
	return `the sign U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
