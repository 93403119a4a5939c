import type { TangoErrorFacts } from '../../core';

/** What happened, in one sentence, and how to mend it. */
export interface Explanation {
	readonly message: string;
	readonly description: string;
}

/** The words for one kind of error; `fieldName` gives a field's display name. */
export type Words = (facts: TangoErrorFacts, fieldName: (field: string) => string) => Explanation;
