import { z } from 'zod/v4';
import { TangoError } from '../../core';
import { optionsField, SIMPLIFY_FIELD } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { requestOptions, requiredText } from '../../n8n/fields/params';
import { brandOutput } from './output';

export const getBrand = defineOperation({
	resource: 'brand',
	value: 'get',
	name: 'Get',
	action: 'Get a brand',
	description: 'Get a brand of the Tango catalog',
	properties: [
		{
			displayName: 'Brand Key',
			name: 'brandKey',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. B916708',
		},
		SIMPLIFY_FIELD,
		optionsField(),
	],
	params: z.object({ brandKey: requiredText, simplify: z.boolean(), options: z.looseObject(requestOptions) }),
	execute: async ({ brandKey, simplify }, { tango, call }) => {
		const brands = await tango.catalog.brands(call);
		const brand = brands.find((one) => one.brandKey.toLowerCase() === brandKey.toLowerCase());
		if (!brand)
			throw new TangoError('NOT_FOUND', { apiMessage: `No brand ${brandKey} in your Tango catalog` });
		return brandOutput(brand, simplify);
	},
});
