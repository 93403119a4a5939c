import { createRedactor } from '../redact';
import { oneLine } from '../words';
import type { TokenGrant } from './tokenGrant';

/** Enough for a sentence; a page is no error description. */
const MAX_LENGTH = 300;

/** The endpoint's own words, fit to be shown: without what we sent as secrets, without tokens, in one short line. */
export function redactWords(words: unknown, { clientSecret, password = '' }: TokenGrant): string {
	if (typeof words !== 'string') return '';
	return oneLine(createRedactor([clientSecret, password])(words), MAX_LENGTH);
}
