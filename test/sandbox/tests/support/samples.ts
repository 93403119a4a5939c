import type { Values } from '../../facts/rules/fieldRule.ts';
import { ORDER } from '../../facts/rules/samples.ts';

/** A valid order of $25 at Amazon.com, with whatever a test wants to differ. */
export function orderBody(changes: Values = {}): Values {
	return { ...ORDER, ...changes };
}
