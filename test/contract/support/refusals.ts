import type { Tango, TangoError } from '../../../nodes/Tango/core/index.ts';
import { breathing } from '../../../nodes/Tango/core/foundation/breathe.ts';
import { fieldNames } from '../../../nodes/Tango/n8n/fields/displayNames.ts';
import type { ItemOutput, Operation } from '../../../nodes/Tango/n8n/run/operation.ts';
import { explain } from '../../../nodes/Tango/n8n/words/explain.ts';
import type { FieldRule } from '../../sandbox/facts/rules/fieldRule.ts';
import { CALL } from '../../unit/support/core.ts';
import { valuesOf, type Raw } from '../../unit/support/form.ts';
import { nothingSpent } from '../../unit/support/spending.ts';
import { formFieldOf } from './requestForms.ts';

/** What stands against an item before it is sent, in the words that the user reads; or how to send it. */
export type Outcome =
	| { readonly problems: readonly string[]; readonly names: ReadonlyMap<string, string> }
	| { readonly execute: () => Promise<ItemOutput> };

/** Reads, checks and plans one item. What Create refuses, Preview tells. */
export async function refusalOf(operation: Operation, raw: Raw, tango: Tango): Promise<Outcome> {
	const names = fieldNames(operation.properties);
	const context = () => ({
		...{ tango, itemIndex: 0, call: CALL, spending: nothingSpent(), foreseen: nothingSpent() },
		automaticReferenceParts: () => [],
		checkRows: async () => [],
	});
	const items = [{ valueOf: valuesOf(raw), context }];
	const [planned] = (await operation.plan(items, breathing())).planned;
	if (planned === undefined) throw new Error('not planned');
	if ('problem' in planned) return { problems: [wordsOf(planned.problem, names)], names };
	if (operation.value !== 'preview') return planned;
	const [{ ok, problems } = {}] = [await planned.execute()].flat();
	return ok === true ? planned : { problems: String(problems).split('\n'), names };
}

function wordsOf(problem: TangoError, names: ReadonlyMap<string, string>): string {
	return explain(problem, names).message;
}

/**
 * What people write in another way than Tango wants it, and the node puts right by itself: blanks around a text,
 * numbers that are texts, fields that were added and left empty, moments where a day is meant, signs nobody sees,
 * countries by their names.
 */
const PUT_RIGHT: ReadonlyArray<readonly [field: string, value: unknown]> = [
	['utid', ' U666425'],
	['amount', '25'],
	['etid', ''],
	['ptid', ''],
	['expirationDate', ''],
	['expirationDate', '2999-12-31T00:00:00Z'],
	['recipient.address.streetLine2', ''],
	['recipient.address.stateOrProvince', 'WA '],
	['recipient.address.country', 'USA'],
	['recipient.address.country', 'us'],
	['recipient.address.country', 'Germany'],
	['displayName', 'Acme\u0007 Bell'],
	// The form has a colour from the start, and writes a short one in full.
	['accentColor', undefined],
	['accentColor', '#048'],
	...[
		'sender.email',
		'recipient.email',
		'contactEmail',
		'fundingNotification[].emailAddress',
		'balanceAlertNotification[].emailAddress',
	].flatMap((field) =>
		['mailto:jane@example.com', 'jane@example.com\u200b', ' jane@example.com'].map(
			(address) => [field, address] as const,
		),
	),
];

/** Whether the field is named as the one to mend, or the node mends the value itself. */
export function isRefused(outcome: Outcome, rule: FieldRule, value: unknown): boolean {
	// Put right, it may not go with another field: a country with a state of another one.
	if (PUT_RIGHT.some(([field, one]) => field === rule.field && one === value)) return true;
	if ('execute' in outcome) return false;
	const name = outcome.names.get(formFieldOf(rule.field)) ?? formFieldOf(rule.field);
	return outcome.problems.some((problem) => problem.includes(name));
}
