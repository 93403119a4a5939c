import { webhookTrigger } from './webhook/webhookTrigger';

export class TangoTrigger extends webhookTrigger({
	displayName: 'Tango Trigger',
	name: 'tangoTrigger',
	description: 'Starts the workflow when something happens at Tango, once for each event',
}) {}
