import { actionNode } from '../n8n/node/node';
import { CUSTOMER_OPERATIONS, CUSTOMER_RESOURCES } from './operations';

export class TangoCustomers extends actionNode({
	displayName: 'Tango Customers',
	name: 'tangoCustomers',
	description: 'Manage the customers, accounts and funds that rewards are charged to',
	toolDescription:
		'Let an AI agent look up Tango customers and accounts; balances, and what moves money, are off until you allow them',
	resources: CUSTOMER_RESOURCES,
	operations: CUSTOMER_OPERATIONS,
}) {}
