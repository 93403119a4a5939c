import { TangoError } from '../../core';
import { brand } from '../../n8n/fields/catalogLocators';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { brandOutput } from './output';

export const getBrand = defineOperation({
	resource: 'brand',
	value: 'get',
	name: 'Get',
	action: 'Get a brand',
	description: 'Get a brand of the Tango catalog',
	fields: {
		brandKey: brand(),
		simplify: SIMPLIFY,
		options: REQUEST_OPTIONS,
	},
	execute: async ({ brandKey, simplify }, { tango, call }) => {
		const brands = await tango.catalog.brands(call);
		const found = brands.find((one) => one.brandKey.toLowerCase() === brandKey.toLowerCase());
		if (!found)
			throw new TangoError('NOT_FOUND', { apiMessage: `No brand ${brandKey} in your Tango catalog` });
		return brandOutput(found, simplify);
	},
});
