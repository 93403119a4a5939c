import { POLL_EVENTS } from './polling/events';
import { pollingTrigger } from './polling/pollingTrigger';

export class TangoOrdersTrigger extends pollingTrigger(
	{
		displayName: 'Tango Orders Trigger',
		name: 'tangoOrdersTrigger',
		description:
			'Starts the workflow for new orders, statuses that orders reach, unclaimed rewards and low balances, once each',
	},
	POLL_EVENTS,
) {}
