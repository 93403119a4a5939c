import { ENDPOINTS } from '../../core';
import { brandRow, categoryRow, choiceProductRow, countryRow, currencyRow, rewardRow } from './catalogRows';
import { searchIn } from './searchIn';

/** The lists of what can be ordered, and what it is told apart by. */
export const catalogLists = {
	searchChoiceProducts: searchIn(() => async (tango, call) => {
		const products = await tango.recentList(ENDPOINTS.listChoiceProducts, {}, call);
		return products.map(choiceProductRow);
	}),

	searchRewards: searchIn(() => async (tango, call) => {
		const entries = await tango.catalog.rewards(call);
		return entries.filter(({ reward }) => (reward.status ?? 'active') === 'active').map(rewardRow);
	}),

	searchBrands: searchIn(() => async (tango, call) => (await tango.catalog.brands(call)).map(brandRow)),

	searchCategories: searchIn(() => async (tango, call) => {
		const categories = await tango.recentList(ENDPOINTS.listCategories, {}, call);
		return categories.map(categoryRow);
	}),

	searchCountries: searchIn(() => async (tango, call) => {
		const countries = await tango.recentList(ENDPOINTS.listRewardCountries, {}, call);
		return countries.map(countryRow);
	}),

	/** Those that rewards can be had in. */
	searchCurrencies: searchIn(() => async (tango, call) => {
		const codes = (await tango.catalog.rewards(call)).map(({ reward }) => reward.currencyCode);
		return [...new Set(codes)].flatMap((code) => (code ? [currencyRow(code)] : []));
	}),
};
