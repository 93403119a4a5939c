import { flag } from '../fields/choices';
import { ofAuthor, showWhen } from '../fields/field';
import { AS_TOOL } from '../fields/toolCall';

/* What an author switches on by name before a model may have it. Added to the form of every operation that it concerns. */

/** For operations that change something at Tango. */
export const MOVEMENT_SWITCH = {
	allowMoneyMovement: showWhen(
		AS_TOOL,
		ofAuthor(
			flag({
				default: false,
				description:
					'Whether a model may do this: it moves money or changes something at Tango. Better have a person approve each call as well (human review).',
			}),
		),
	),
};

/** For operations whose output can hold a reward's code. */
export const CODES_SWITCH = {
	giveCodesToModel: showWhen(
		AS_TOOL,
		ofAuthor(
			flag({
				default: false,
				description:
					'Whether the model gets the reward’s code, link or PIN. Whoever has it can spend it, and it goes to the company that runs the model.',
			}),
		),
	),
};

/** For operations that tell what an account holds. */
export const BALANCES_SWITCH = {
	giveBalancesToModel: showWhen(
		AS_TOOL,
		ofAuthor(
			flag({
				default: false,
				description:
					'Whether the model gets what accounts hold. No reward needs it: Preview and Create say whether the money is enough. What the model gets goes to the company that runs it, and to whoever talks with the model.',
			}),
		),
	),
};
