import { escapedPatterns, escapeForRegExp } from './spellings';

/**
 * Shorter secrets are not looked for: three characters occur in any text by chance, and cutting them out would
 * shred every message while telling an onlooker what the secret is. No field of Tango's credentials is that short.
 */
const MIN_SECRET_CHARACTERS = 4;

/** V8 takes 32,767 characters in a row into a pattern, and a token may have 16,384. */
const MAX_BYTES_IN_HEX = 16_383;

const USUAL_PLACEHOLDER = '[redacted]';

/** Full block. Only used, with the characters after it, when a secret looks like the usual placeholder. */
const FIRST_OTHER_PLACEHOLDER = 0x2588;

/** Percent-encoded or not. */
const BLANKS = '(?:\\s|%20|\\+)+';
/** The words in "Basic authentication is not allowed". */
const PROSE = '(?:auth|authentication|authorization)(?![\\w.~+/=-])';
/** `Authorization` as it is, or percent-encoded. "DPoP" also begins sentences: only before what may be a token. */
const SCHEME = `(bearer|basic|dpop(?=${BLANKS}[\\w.~+/=-]{16}))(${BLANKS})(?!${PROSE})`;

/** A token that nobody knows any more, such as an earlier one (RFC 7519 section 3.1: its header begins with `{"`). */
const JSON_WEB_TOKEN = /\beyJ[\w-]+\.[\w-]*(?:\.[\w-]*)?/g;

/**
 * Makes a function that takes secrets out of a text. It knows each secret as it is, in JSON, percent-encoded (twice,
 * too), form-encoded, HTML-escaped, in hex and in base64, there also inside something longer ("platform:key"); upper
 * and lower case are not told apart. JSON Web Tokens and what follows `Bearer ` or `Basic ` go too, known or not, and a
 * token after `DPoP `.
 *
 * The second line of defence: errors are built from an allow-list of facts in the first place.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
	// Longest first: what is left of a longer secret must not hide behind a shorter one.
	const longestFirst = secrets.filter(isLongEnough).flatMap(asSent).sort(byLength);
	const forms = [...new Set(longestFirst.flatMap(formsOf))].sort(byLength);
	const patterns = [...longestFirst.flatMap(escapedPatterns), ...forms.map(escapeForRegExp)];
	const anyForm = [...new Set(patterns)].join('|');
	const placeholder = placeholderFor(forms);
	// A secret may hold a blank, so after the scheme whole secrets are tried first.
	const credentials = new RegExp(`${SCHEME}(?:${anyForm ? `${anyForm}|` : ''}\\S)+`, 'gi');
	const known = anyForm ? new RegExp(anyForm, 'gi') : undefined;
	return (text) => {
		const withoutCredentials = text.replace(
			credentials,
			(_, scheme: string, blanks: string) => scheme + blanks + placeholder,
		);
		const withoutKnown = known ? withoutCredentials.replace(known, placeholder) : withoutCredentials;
		return withoutKnown.replace(JSON_WEB_TOKEN, placeholder);
	};
}

function isLongEnough(secret: string): boolean {
	return secret.length >= MIN_SECRET_CHARACTERS;
}

function byLength(a: string, b: string): number {
	return b.length - a.length;
}

/** What leaves as UTF-8 has U+FFFD in place of half an emoji. */
function asSent(secret: string): string[] {
	return [secret, Buffer.from(secret, 'utf8').toString('utf8')];
}

/** The forms without escapes. Case differences need no form of their own: the search ignores case. */
function formsOf(secret: string): string[] {
	const bytes = Buffer.from(secret, 'utf8');
	return [secret, bytes.subarray(0, MAX_BYTES_IN_HEX).toString('hex'), ...base64Forms(bytes)];
}

/**
 * Base64 writes three bytes as four characters, so a secret inside a longer text has three spellings, depending on
 * how many bytes stand before it. Of each, the characters that depend on the secret alone are taken.
 */
function base64Forms(bytes: Buffer): string[] {
	const inside = [0, 1, 2].map((before) => {
		const bits = 8 * (before + bytes.length);
		const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
		return encoded.slice(Math.ceil((8 * before) / 6), Math.floor(bits / 6));
	});
	const standard = [bytes.toString('base64'), ...inside];
	return standard.flatMap((form) => [
		form,
		form.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
	]);
}

/**
 * A placeholder that can neither hold a form nor become part of one together with the text around it. It has no sign
 * that begins an escape, so the escaped forms need no look.
 */
function placeholderFor(forms: readonly string[]): string {
	const lowerCase = forms.map((form) => form.toLowerCase());
	const collides = (form: string) => /[[\]]/.test(form) || USUAL_PLACEHOLDER.includes(form);
	if (!lowerCase.some(collides)) return USUAL_PLACEHOLDER;
	let code = FIRST_OTHER_PLACEHOLDER;
	while (lowerCase.some((form) => form.includes(String.fromCharCode(code)))) code++;
	return String.fromCharCode(code);
}
