import { ENDPOINTS } from '../../core';
import { defineListOperation } from '../../n8n/run/listOperation';
import { picking } from '../../n8n/run/output';

export const getManyCategories = defineListOperation({
	resource: 'category',
	action: 'Get many categories',
	description: 'Get the categories of brands, such as Restaurants',
	filters: {},
	find: async (_filters, limit, { tango, call }) =>
		await tango.list(ENDPOINTS.listCategories, {}, limit, call),
	output: picking(['description', 'identifier']),
});
