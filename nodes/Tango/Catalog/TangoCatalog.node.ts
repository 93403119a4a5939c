import { actionNode } from '../n8n/node/node';
import { CATALOG_OPERATIONS, CATALOG_RESOURCES } from './operations';

export class TangoCatalog extends actionNode({
	displayName: 'Tango Catalog',
	name: 'tangoCatalog',
	description: 'Look up the gift cards and brands that Tango offers',
	toolDescription: 'Let an AI agent look up the rewards that Tango can send',
	resources: CATALOG_RESOURCES,
	operations: CATALOG_OPERATIONS,
}) {}
