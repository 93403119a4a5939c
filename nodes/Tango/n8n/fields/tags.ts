/* Words in double braces that Tango puts values in the place of. n8n's expressions look alike. */

const TAG = /\{\{\s{0,20}(\w{1,40})\s{0,20}\}\}/g;

/** What is wrong with the tags of a text, as the second half of a sentence; undefined when nothing is. */
export function tagProblem(text: string, known: readonly string[]): string | undefined {
	for (const [tag, word = ''] of text.matchAll(TAG)) {
		if (tag === tagOf(word) && known.includes(word)) continue;
		return `holds "${tag}": Tango puts values in here for ${known.map(tagOf).join(', ')} alone, spelt like this`;
	}
	return undefined;
}

/** The text as its author wrote it, without what Tango puts in. */
export function withoutTags(text: string): string {
	return text.replace(TAG, '');
}

function tagOf(word: string): string {
	return `{{${word}}}`;
}
