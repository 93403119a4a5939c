/** What happened, in one sentence, and how to mend it. */
export interface Explanation {
	readonly message: string;
	readonly description: string;
}
