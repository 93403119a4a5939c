/** Trouble told to the person at the keyboard: what happened, and how to mend it. No stack is shown for it. */
export class Problem extends Error {
	readonly mend: string;

	constructor(message: string, mend: string, options?: ErrorOptions) {
		super(message, options);
		this.name = 'Problem';
		this.mend = mend;
	}
}
