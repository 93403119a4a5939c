import { searchFor } from '../../core';
import { text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
import { brandOutput } from './output';

export const getManyBrands = defineListOperation({
	resource: 'brand',
	action: 'Get many brands',
	description: 'Get the brands of the Tango catalog',
	filters: { brandName: text({ description: 'Or words of it' }) },
	find: async ({ brandName: wanted }, _limit, { tango, call }) => {
		const fits = searchFor(wanted);
		return (await tango.catalog.brands(call)).filter(({ brandName = '' }) => fits({ text: brandName }));
	},
	output: brandOutput,
});
