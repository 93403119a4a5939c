import { choice } from '../../n8n/fields/choices';
import { ofAuthor, showWhen } from '../../n8n/fields/field';
import type { ParamsOf } from '../../n8n/fields/form';
import { moneyLimit } from '../../n8n/fields/numbers';
import type { CheckTogether } from '../../n8n/fields/readParams';

const WHERE_ON = { spendingLimits: ['on'] };

/** What keeps a slip in the data from becoming money. Shown to everybody, so that nobody meets a limit unprepared. */
export const LIMIT_FIELDS = {
	spendingLimits: ofAuthor(
		choice(
			{
				on: { name: 'On', description: 'Nothing above Maximum Amount and Maximum Total is ordered' },
				off: { name: 'Off', description: 'Whatever the data say is ordered' },
			},
			{
				default: 'on',
				description:
					'Whether amounts are held against the limits below. As a tool of an AI agent they cannot be off.',
			},
		),
	),
	maximumAmount: showWhen(
		WHERE_ON,
		moneyLimit({
			default: 100,
			description: 'No order that costs more is placed. In the currency of the account, fee included.',
		}),
	),
	maximumTotal: showWhen(
		WHERE_ON,
		moneyLimit({
			default: 1000,
			description:
				'What one execution of the workflow may spend here, all turns of a loop together, in the currency of the account, fee included. Accounts in another currency have a total of their own. Orders that exist already cost nothing. Called by an AI agent over MCP, where every call is an execution, it holds for each call by itself.',
		}),
	),
};

/** No model pays without limits. */
export const checkToolLimits: CheckTogether<ParamsOf<typeof LIMIT_FIELDS>> = (params, complain, isTool) => {
	if (isTool && params.spendingLimits === 'off')
		complain('spendingLimits', 'is Off, but an AI agent may order nothing without limits');
};
