import { searchFor } from '../../core';
import { brand, category } from '../../n8n/fields/catalogLocators';
import { optional } from '../../n8n/fields/locator';
import { listOf } from '../../n8n/fields/many';
import { text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
import { brandOutput } from './output';

export const getManyBrands = defineListOperation({
	resource: 'brand',
	action: 'Get many brands',
	description: 'Get the brands of the Tango catalog',
	filters: {
		brandKey: optional(brand()),
		brandName: text({ description: 'Or words of it' }),
		categoryIds: listOf(
			optional(category({ description: 'By ID: several with commas between them, any of which fits' })),
		),
	},
	find: async ({ brandKey, brandName: wanted, categoryIds }, _limit, { tango, call }) => {
		const fits = searchFor(wanted);
		return (await tango.catalog.brands(call)).filter(
			(one) =>
				fits({ text: one.brandName ?? '' }) &&
				(!brandKey || one.brandKey.toLowerCase() === brandKey.toLowerCase()) &&
				(!categoryIds ||
					categoryIds.some((id) => one.categories.some(({ identifier }) => identifier === id))),
		);
	},
	output: brandOutput,
});
