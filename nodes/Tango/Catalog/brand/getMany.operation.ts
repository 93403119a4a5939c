import { z } from 'zod/v4';
import { optionsField, RETURN_ALL_FIELDS, SIMPLIFY_FIELD } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { listParams, optionalText, requestOptions } from '../../n8n/fields/params';
import { brandOutput } from './output';

export const getManyBrands = defineOperation({
	resource: 'brand',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many brands',
	description: 'Get the brands of the Tango catalog',
	properties: [
		...RETURN_ALL_FIELDS,
		SIMPLIFY_FIELD,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Brand Name',
					name: 'brandName',
					type: 'string',
					default: '',
					description: 'Or a part of it',
				},
			],
		},
		optionsField(),
	],
	params: z.object({
		...listParams,
		filters: z.object({ brandName: optionalText }).prefault({}),
		options: z.looseObject(requestOptions),
	}),
	execute: async ({ returnAll, limit, simplify, filters }, { tango, call }) => {
		const wanted = filters.brandName?.toLowerCase() ?? '';
		const brands = (await tango.catalog.brands(call)).filter(({ brandName = '' }) =>
			brandName.toLowerCase().includes(wanted),
		);
		return brands.slice(0, returnAll ? undefined : limit).map((brand) => brandOutput(brand, simplify));
	},
});
