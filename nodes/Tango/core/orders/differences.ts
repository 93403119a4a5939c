import type { Order } from '../api/order';
import { isTangoError, TangoError, type Difference, type TangoErrorFacts } from '../foundation/errors';
import { oneLine } from '../foundation/oneLine';
import { recipientFacts, rewardFacts, type AskedOrder } from './facts';

/** Whether an order is the one that was asked for. */
export type Verdict =
	| { readonly kind: 'same' }
	| { readonly kind: 'different'; readonly differences: readonly Difference[] }
	/** Nothing stands against it, but Tango's answer does not tell the named facts. */
	| { readonly kind: 'untold'; readonly fields: readonly string[] };

/**
 * Tango returns the original order for a known reference "even if the original order is for a different item"
 * (best practices), and so for a different person: whatever its answer tells is compared with the request.
 *
 * What an order was placed without is missing in Tango's answers, or an empty text, and so may be what Tango does not
 * tell: a missing fact neither agrees nor differs. But a recipient without any fact says that nobody was named. Where
 * nobody was asked for either, the reference is all that there is, and the same one is the same reward: nothing
 * here or at Tango could tell two of them apart.
 */
export function compareOrders(asked: AskedOrder, told: Order): Verdict {
	const { recipient } = told;
	const ofRecipient = recipient === undefined ? [] : recipientFacts(asked.recipient ?? {}, recipient);
	const differences: Difference[] = [];
	const untold: string[] = [];
	for (const fact of [...rewardFacts(asked, told), ...ofRecipient]) {
		const want = fact.plain(fact.asked ?? '');
		const have = fact.plain(fact.told ?? '');
		if (want === have) continue;
		if (have !== '') {
			const found = fact.quote(fact.told ?? '');
			differences.push({ field: fact.field, asked: want && (fact.asked ?? ''), found });
		} else if (fact.proves) untold.push(fact.field);
	}
	if (differences.length > 0) return { kind: 'different', differences };
	if (recipient === undefined) untold.push('recipient');
	return untold.length === 0 ? { kind: 'same' } : { kind: 'untold', fields: untold };
}

/** What stands against taking an order that is there for the one that is asked for; for Create and Preview alike. */
export function existingProblem(
	asked: AskedOrder,
	existing: Order,
	answer: Pick<TangoErrorFacts, 'status' | 'attempts' | 'requestId'> = {},
): TangoError | undefined {
	const verdict = compareOrders(asked, existing);
	if (verdict.kind !== 'different') return undefined;
	const { differences } = verdict;
	const { referenceOrderID } = existing;
	return new TangoError('REFERENCE_TAKEN', {
		...answer,
		externalRefID: asked.externalRefID,
		referenceOrderID,
		differences,
	});
}

/**
 * An error that quotes an order as Tango told it, with the quotes fit to be shown: without secrets, each in one
 * short line. The words of a refusal are already so when they are read.
 */
export function redactQuotes(error: unknown, redact: (text: string) => string): unknown {
	if (!isTangoError(error) || error.facts.differences === undefined) return error;
	const { differences, referenceOrderID } = error.facts;
	const clean = (text: string) => oneLine(redact(text));
	return new TangoError(error.code, {
		...error.facts,
		differences: differences.map((one): Difference => ({ ...one, found: clean(one.found) })),
		referenceOrderID: referenceOrderID === undefined ? undefined : clean(referenceOrderID),
	});
}
