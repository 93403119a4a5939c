import { ENDPOINTS, readEntries } from '../../core';
import { choice } from '../../n8n/fields/choices';
import { currency } from '../../n8n/fields/codes';
import { filterCollection } from '../../n8n/fields/collection';
import { showWhen } from '../../n8n/fields/field';
import { limitOf, LIST_FIELDS } from '../../n8n/fields/listFields';
import { listOf } from '../../n8n/fields/many';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { text } from '../../n8n/fields/text';
import { defineOperation } from '../../n8n/run/operation';
import { picking } from '../../n8n/run/output';

const rewardCountry = picking(['countryName', 'twoLetterCode', 'threeLetterCode', 'preferredCurrency']);
const mobileCountry = picking(['countryName', 'isoCode', 'countryCode', 'languageCode']);

export const getManyCountries = defineOperation({
	resource: 'country',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many countries',
	description: 'Get the countries that rewards can go to, or that text messages can go to',
	fields: {
		countriesFor: choice(
			{
				rewards: { name: 'Rewards', description: 'With the currency that people there prefer' },
				textMessages: { name: 'Text Messages', description: 'With the number that calls there begin with' },
			},
			{ default: 'rewards', description: 'What is to be sent there' },
		),
		...LIST_FIELDS,
		filters: showWhen(
			{ countriesFor: ['rewards'] },
			filterCollection({
				countries: listOf(
					text({
						placeholder: 'e.g. united',
						description: 'Names or parts of them, with commas between them',
					}),
				),
				preferredCurrencies: listOf(
					currency({
						displayName: 'Preferred Currencies',
						description: 'Several with commas between them',
					}),
				),
			}),
		),
		options: REQUEST_OPTIONS,
	},
	execute: async ({ countriesFor, filters = {}, simplify, ...length }, { tango, call }) => {
		const limit = limitOf(length);
		if (countriesFor === 'textMessages') {
			const { json } = await tango.send(ENDPOINTS.listMobileCountries, {}, call);
			return readEntries(json)
				.slice(0, limit)
				.map((one) => mobileCountry(one, simplify));
		}
		const { countries, preferredCurrencies } = filters;
		// Here, and nowhere else, Tango wants lists with commas.
		const query = { countries: countries?.join(','), preferredCurrencies: preferredCurrencies?.join(',') };
		const found = await tango.list(ENDPOINTS.listRewardCountries, { query }, limit, call);
		return found.map((one) => rewardCountry(one, simplify));
	},
});
