import type { Field, Look } from './field';
import { UTID, UUID } from './identifiers';
import { locator } from './locator';

/* What Tango's catalog and its lists are searched by. */

export function choiceProduct(): Field<string> {
	const own = {
		displayName: 'Choice Product',
		description: 'A reward whose recipient chooses the brand, identified by its UTID',
		searchListMethod: 'searchChoiceProducts',
		placeholder: 'e.g. U561593',
	};
	return locator(UTID, own, 'a choice product');
}

export function brand(): Field<string> {
	const own = {
		displayName: 'Brand',
		description: 'The brand, identified by its key in the Tango catalog',
		searchListMethod: 'searchBrands',
		placeholder: 'e.g. B916708',
	};
	return locator({}, own, 'a brand');
}

export function category(look: Look = {}): Field<string> {
	const own = {
		displayName: 'Category',
		description: 'A category of brands, identified by the ID that Tango gave it',
		searchListMethod: 'searchCategories',
		placeholder: 'e.g. 00000000-0000-4000-8000-000000000000',
	};
	return locator(UUID, { ...own, ...look }, 'a category');
}
