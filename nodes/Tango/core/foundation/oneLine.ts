/** Longest key, path, identifier or request ID that we pass on; real ones are far shorter. */
export const MAX_WORD_LENGTH = 200;

/** Line breaks of any kind, what steers a terminal, and signs that turn the direction of text or have no width. */
const BREAKS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/**
 * Somebody else's words as one line of bounded length, fit for errors and logs: nothing in it can begin a line
 * of its own (CWE-117). Secrets are to be taken out before, as the cut could leave half of one.
 */
export function oneLine(text: string, maxLength = MAX_WORD_LENGTH): string {
	return text.replace(BREAKS, ' ').trim().slice(0, maxLength);
}
