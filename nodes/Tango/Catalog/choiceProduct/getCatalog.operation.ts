import { filterCollection } from '../../n8n/fields/collection';
import { limitOf, LIST_FIELDS } from '../../n8n/fields/listFields';
import { choiceProduct } from '../../n8n/fields/catalogLocators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { REWARD_FILTERS, rewardsThatFit } from '../reward/filters';
import { rewardOutput } from '../reward/output';

export const getChoiceCatalog = defineOperation({
	resource: 'choiceProduct',
	value: 'getCatalog',
	name: 'Get Catalog',
	action: 'Get what a choice product can be spent on',
	description:
		'Get the rewards that the recipient of a choice product can choose from, one item each. They are kept for 12 hours.',
	fields: {
		// Not `utid`, which is a filter here.
		choiceProductUtid: choiceProduct(),
		...LIST_FIELDS,
		filters: filterCollection(REWARD_FILTERS),
		options: REQUEST_OPTIONS,
	},
	execute: async ({ choiceProductUtid, filters, simplify, ...length }, { tango, call }) => {
		const entries = await tango.catalog.ofChoiceProduct(choiceProductUtid, call);
		const found = rewardsThatFit(entries, filters).slice(0, limitOf(length));
		return found.map((entry) => rewardOutput(entry, simplify));
	},
});
