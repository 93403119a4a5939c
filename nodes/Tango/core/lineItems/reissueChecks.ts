import type { LineItem } from '../api/lineItem';
import type { CallOptions } from '../call/client';
import type { Catalog } from '../catalog/catalog';
import type { Clock } from '../foundation/clock';
import { invalidInput, type TangoError } from '../foundation/errors';
import { amountProblem } from '../money/amount';
import { deliveryProblem } from '../orders/rewardFits';
import { missingContact } from './contact';
import type { ReissueBody } from './reissueBody';
import { actionProblem } from './rules';

interface Means {
	readonly catalog: Catalog;
	readonly clock: Clock;
	readonly call: CallOptions;
}

/** Names of the form. */
const FIELDS = { email: 'recipientEmail', mobileNumber: 'recipientMobileNumber' };

/** What Tango would refuse, as far as the line item and the catalog tell it. */
export async function reissueProblem(
	{ catalog, clock, call }: Means,
	lineItem: LineItem,
	body: ReissueBody,
): Promise<TangoError | undefined> {
	const problem = actionProblem('reissue', lineItem, clock.unix());
	if (problem) return problem;
	const { deliveryMethod, amount, recipient = {} } = body;
	if (deliveryMethod === undefined && amount === undefined) return undefined;
	const entry = lineItem.utid === undefined ? undefined : await catalog.find(lineItem.utid, call);
	const misfit = entry && deliveryMethod && deliveryProblem(deliveryMethod, entry.reward);
	if (misfit) return invalidInput('deliveryMethod', misfit);
	const unfit = entry && amount !== undefined && amountProblem(amount, entry.reward);
	if (unfit) return invalidInput('amount', unfit);
	const missing = deliveryMethod && missingContact(deliveryMethod, recipient, lineItem.recipient);
	return missing ? invalidInput(FIELDS[missing.kind], missing.problem) : undefined;
}
