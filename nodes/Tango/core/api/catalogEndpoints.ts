import { LARGEST_ANSWER_BYTES } from '../foundation/transport';
import type { Endpoint } from './endpoint';

const CHOICE_PRODUCT = { noun: 'choice product', field: 'utid' };

/** What can be ordered, and at which rates. */
export const CATALOG_ENDPOINTS = {
	listExchangeRates: {
		method: 'GET',
		path: '/exchangerates',
		safety: 'read',
		paging: { style: 'cursor', items: 'exchangeRates', maxPerRequest: 200 },
	},
	getCatalog: {
		method: 'GET',
		path: '/catalogs',
		safety: 'read',
		maxResponseBytes: LARGEST_ANSWER_BYTES,
	},
	listChoiceProducts: {
		method: 'GET',
		path: '/choiceProducts',
		safety: 'read',
		paging: { style: 'whole', items: 'choiceProducts', maxPerRequest: Infinity },
	},
	getChoiceProduct: { method: 'GET', path: '/choiceProducts/{utid}', safety: 'read', what: CHOICE_PRODUCT },
	getChoiceCatalog: {
		method: 'GET',
		path: '/choiceProducts/{choiceProductUtid}/catalog',
		safety: 'read',
		what: { ...CHOICE_PRODUCT, field: 'choiceProductUtid' },
		maxResponseBytes: LARGEST_ANSWER_BYTES,
	},
	listCategories: {
		method: 'GET',
		path: '/brandCategories',
		safety: 'read',
		paging: { style: 'whole', items: 'brandCategories', maxPerRequest: Infinity },
	},
	listCredentialTypes: {
		method: 'GET',
		path: '/credentialtypes',
		safety: 'read',
		paging: { style: 'whole', items: 'items', maxPerRequest: Infinity },
	},
	listRewardCountries: {
		method: 'GET',
		path: '/rewardCountries',
		safety: 'read',
		paging: { style: 'cursor', alwaysPaged: true, items: 'items', maxPerRequest: 200 },
	},
	// How Tango wraps them is not known: readEntries() takes them as they come.
	listMobileCountries: { method: 'GET', path: '/mobileCountries', safety: 'read' },
} as const satisfies Record<string, Endpoint>;
