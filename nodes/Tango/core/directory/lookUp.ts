import type { CallOptions } from '../call/client';
import {
	asProblem,
	concernsOneAnswer,
	invalidInput,
	isTangoError,
	type TangoError,
} from '../foundation/errors';
import type { Directory } from './directory';

/** Whoever may ask Tango something, with the limits for it. */
export interface Asking {
	readonly tango: { readonly directory: Directory };
	readonly call: CallOptions;
}

type LookUp<Wanted> = (wanted: Wanted, asking: Asking) => Promise<TangoError | undefined>;

/** What came of looking something up. */
export interface LookedAt {
	/** What stands against the item. */
	readonly problem?: TangoError | undefined;
	/** Why Tango did not tell. Nothing stands against the item for that: Tango itself will judge it. */
	readonly untold?: TangoError | undefined;
}

/** Once per run and value; what cannot be asked is not asked again by every item of the run. */
export function oncePerRun<Wanted>(
	lookUp: LookUp<Wanted>,
): (wanted: Wanted, asking: Asking) => Promise<LookedAt> {
	const told = new Map<string, LookedAt>();
	let trouble: LookedAt | undefined;
	return async (wanted, { tango, call }) => {
		const key = JSON.stringify(wanted);
		const known = told.get(key) ?? trouble;
		if (known) return known;
		try {
			// Two attempts are enough for what may be left out.
			const problem = await lookUp(wanted, {
				tango,
				call: { ...call, maxAttempts: Math.min(2, call.maxAttempts) },
			});
			const looked = { problem };
			told.set(key, looked);
			return looked;
		} catch (error) {
			// A cancelled run sends nothing more, and says so itself.
			const isCancelled = isTangoError(error) && error.code === 'CANCELLED';
			return (trouble = isCancelled ? {} : afterTrouble(error));
		}
	};
}

/** Of a read that failed. */
export function afterTrouble(error: unknown): LookedAt {
	const trouble = asProblem(error);
	// Where nothing else would fare better it is the problem of all items.
	return concernsOneAnswer(error) ? { untold: trouble } : { problem: trouble };
}

const NOWHERE = 'which does not exist in this Environment';

/** Whether the customer is there and the account is its own. */
export const accountLookUp: LookUp<{
	readonly customerIdentifier: string;
	readonly accountIdentifier: string;
}> = async ({ customerIdentifier, accountIdentifier }, { tango, call }) => {
	const standing = await tango.directory.account(customerIdentifier, accountIdentifier, call);
	if (standing === 'fine') return undefined;
	if (standing === 'noCustomer')
		return invalidInput('customerIdentifier', `is ${customerIdentifier}, ${NOWHERE}`);
	if (standing === 'noAccount')
		return invalidInput('accountIdentifier', `is ${accountIdentifier}, ${NOWHERE}`);
	const owner = `which belongs to customer ${standing.owner}, not to ${customerIdentifier}`;
	return invalidInput('accountIdentifier', `is ${accountIdentifier}, ${owner}`);
};

/** Whether both accounts are there. */
export const transferLookUp: LookUp<{ readonly transferFrom: string; readonly transferTo: string }> = async (
	wanted,
	{ tango, call },
) => {
	for (const field of ['transferFrom', 'transferTo'] as const) {
		if (!(await tango.directory.findAccount(wanted[field], call)))
			return invalidInput(field, `is ${wanted[field]}, ${NOWHERE}`);
	}
	return undefined;
};

/** Tango's own template, which no platform needs to have. */
export const STANDARD_TEMPLATE = 'E000000';

export const templateLookUp: LookUp<string> = async (etid, { tango, call }) => {
	if (etid === STANDARD_TEMPLATE || (await tango.directory.hasTemplate(etid, call))) return undefined;
	return invalidInput('etid', `is ${etid}, ${NOWHERE}`);
};
