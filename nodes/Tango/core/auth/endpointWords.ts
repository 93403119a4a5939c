import { createRedactor } from '../foundation/redact';
import { oneLine } from '../foundation/oneLine';
import type { TokenGrant } from './tokenGrant';

/** Enough for a sentence; a page is no error description. */
const MAX_LENGTH = 300;

/** The endpoint's own words, fit to be shown: without what we sent as secrets, without tokens, in one short line. */
export function redactWords(words: unknown, { clientSecret, password = '' }: TokenGrant): string {
	if (typeof words !== 'string') return '';
	return oneLine(createRedactor([clientSecret, password])(words), MAX_LENGTH);
}

/**
 * The `code` of an error of oauth4webapi, the only part of it that may be shown: message and cause can
 * quote what the library was given.
 */
export function errorCode(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string'
		? error.code
		: 'UNEXPECTED';
}
