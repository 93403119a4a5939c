/* What a model reads of these operations: what they spend, what to do first, what the values look like. */

const VALUES =
	'The reward is a UTID of the Tango catalog, such as U666425, never a brand name: look it up first. The amount is a plain number in the reward’s own currency. Only use an email address, a name and an amount that you were given; never invent one.';

export const TOOL_DESCRIPTIONS = {
	create: `Sends a gift card and spends real money of the company. Call it once per person and reward, after the preview (if there is one) found nothing wrong. ${VALUES} Equal calls never pay twice: after status "unknown" call again with exactly the same arguments. Read status, whatToDo and retry in the answer and obey them; status "paid" means that it is done.`,
	bulk: `Sends a gift card in a Bulk Order and spends real money of the company; Tango delivers it a little later. ${VALUES} Equal calls never pay twice: after status "unknown" call again with exactly the same arguments. Read status, whatToDo and retry in the answer and obey them.`,
	preview: `Shows what the tool that sends a gift card would do with the same arguments: cost, whether it is paid already, and every problem. Spends nothing. Call it before ordering. ${VALUES}`,
};
