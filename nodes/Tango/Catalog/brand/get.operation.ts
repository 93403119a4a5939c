import { TangoError } from '../../core';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { mandatoryText } from '../../n8n/fields/text';
import { defineOperation } from '../../n8n/run/operation';
import { brandOutput } from './output';

export const getBrand = defineOperation({
	resource: 'brand',
	value: 'get',
	name: 'Get',
	action: 'Get a brand',
	description: 'Get a brand of the Tango catalog',
	fields: {
		brandKey: mandatoryText({ placeholder: 'e.g. B916708' }),
		simplify: SIMPLIFY,
		options: REQUEST_OPTIONS,
	},
	execute: async ({ brandKey, simplify }, { tango, call }) => {
		const brands = await tango.catalog.brands(call);
		const brand = brands.find((one) => one.brandKey.toLowerCase() === brandKey.toLowerCase());
		if (!brand)
			throw new TangoError('NOT_FOUND', { apiMessage: `No brand ${brandKey} in your Tango catalog` });
		return brandOutput(brand, simplify);
	},
});
