import { POLL_EVENTS } from './polling/events';
import { pollingTrigger } from './polling/pollingTrigger';

export class TangoOrdersTrigger extends pollingTrigger(
	{
		displayName: 'Tango Orders Trigger',
		name: 'tangoOrdersTrigger',
		// n8n's node panel shows the node and this trigger as one entry, with the words of the trigger.
		description:
			'Send gift-card rewards with Tango, each one paid exactly once, and start workflows by orders, unclaimed rewards and low balances',
	},
	POLL_EVENTS,
) {}
