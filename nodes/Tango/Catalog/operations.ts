import type { Operation } from '../n8n/run/operation';
import { getBrand } from './brand/get.operation';
import { getManyBrands } from './brand/getMany.operation';
import { getManyCategories } from './category/getMany.operation';
import { getChoiceProduct } from './choiceProduct/get.operation';
import { getChoiceCatalog } from './choiceProduct/getCatalog.operation';
import { getManyChoiceProducts } from './choiceProduct/getMany.operation';
import { getManyCountries } from './country/getMany.operation';
import { getManyCredentialTypes } from './credentialType/getMany.operation';
import { getManyExchangeRates } from './exchangeRate/getMany.operation';
import { getReward } from './reward/get.operation';
import { getManyRewards } from './reward/getMany.operation';

/** The only list: menus, fields and routing come from it. A new operation is a new file and a line here. */
export const CATALOG_OPERATIONS: readonly Operation[] = [
	getManyRewards,
	getReward,
	getManyBrands,
	getBrand,
	getManyCategories,
	getManyChoiceProducts,
	getChoiceProduct,
	getChoiceCatalog,
	getManyCountries,
	getManyCredentialTypes,
	getManyExchangeRates,
];

export const CATALOG_RESOURCES = [
	{ name: 'Brand', value: 'brand', description: 'A shop or a maker whose rewards Tango has' },
	{ name: 'Category', value: 'category', description: 'A group of brands, such as restaurants' },
	{
		name: 'Choice Product',
		value: 'choiceProduct',
		description: 'A reward whose recipient chooses the brand',
	},
	{ name: 'Country', value: 'country', description: 'Where rewards or text messages can go' },
	{
		name: 'Credential Type',
		value: 'credentialType',
		description: 'What a reward’s code can be, such as a PIN',
	},
	{ name: 'Exchange Rate', value: 'exchangeRate', description: 'What one currency costs in another' },
	{ name: 'Reward', value: 'reward', description: 'Something that can be ordered, such as a gift card' },
];
