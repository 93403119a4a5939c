import type { TokenGrant } from './tokenGrant';

/** Enough for a sentence; a page is no error description. */
const MAX_LENGTH = 300;

/** Three characters occur in any text by chance; Tango's secrets are far longer. */
const MIN_SECRET_LENGTH = 4;

/** Long enough not to hit "Basic authentication is not allowed". */
const SCHEME_AND_TOKEN = /\b(Bearer|Basic|DPoP)\s+[\w.~+/=-]{16,}/gi;
const JSON_WEB_TOKEN = /\beyJ[\w-]+\.[\w-]*(\.[\w-]*)?/g;
const CONTROL_CHARACTERS = /\p{Cc}+/gu;

/** The endpoint's own words, fit to be shown: without what we sent as secrets, without tokens, in one short line. */
export function redactWords(words: unknown, grant: TokenGrant): string {
	if (typeof words !== 'string') return '';
	let safe = words;
	for (const secret of secretsOf(grant)) safe = safe.replaceAll(secret, '[redacted]');
	return safe
		.replace(SCHEME_AND_TOKEN, '$1 [redacted]')
		.replace(JSON_WEB_TOKEN, '[redacted]')
		.replace(CONTROL_CHARACTERS, ' ')
		.trim()
		.slice(0, MAX_LENGTH);
}

/** Longest first: a secret that is part of another must not leave the rest of the other behind. */
function secretsOf({ clientSecret, password }: TokenGrant): string[] {
	return [clientSecret, password]
		.flatMap((secret) => (secret ? [secret, ...encodings(secret)] : []))
		.filter(({ length }) => length >= MIN_SECRET_LENGTH)
		.sort((a, b) => b.length - a.length);
}

/** As it stood in our request, from where a server may quote it; the space in both of its escapes. */
function encodings(secret: string): string[] {
	const formEncoded = new URLSearchParams({ '': secret }).toString().slice(1);
	return [formEncoded, formEncoded.replaceAll('+', '%20')];
}
