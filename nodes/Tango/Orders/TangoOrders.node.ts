import { actionNode } from '../n8n/node/node';
import { ORDER_OPERATIONS, ORDER_RESOURCES } from './operations';
import { SENSITIVE_OUTPUT_FIELDS } from './order/rewardCredentials';

export class TangoOrders extends actionNode({
	displayName: 'Tango Orders',
	name: 'tangoOrders',
	description: 'Send gift-card rewards with Tango, each one paid exactly once',
	toolDescription: 'Let an AI agent send gift-card rewards within your limits, each one paid exactly once',
	resources: ORDER_RESOURCES,
	operations: ORDER_OPERATIONS,
	sensitiveOutputFields: SENSITIVE_OUTPUT_FIELDS,
}) {}
