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
	{ name: 'Brand', value: 'brand' },
	{ name: 'Category', value: 'category' },
	{ name: 'Choice Product', value: 'choiceProduct' },
	{ name: 'Country', value: 'country' },
	{ name: 'Credential Type', value: 'credentialType' },
	{ name: 'Exchange Rate', value: 'exchangeRate' },
	{ name: 'Reward', value: 'reward' },
];
