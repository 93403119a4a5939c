import { choice } from './choices';
import type { Look } from './field';
import { manyOf } from './many';

/* Menus that stand in several forms, with all of Tango's values. */

export function accountStatus(look: Look = {}) {
	return choice(
		{
			ACTIVE: { name: 'Active', description: 'Orders can be charged to it' },
			DELETED: { name: 'Deleted', description: 'It is not there any more' },
			DISABLED: { name: 'Disabled', description: 'Switched off by you' },
			FROZEN: {
				name: 'Frozen',
				description: 'More was ordered in a short time than Tango allows; only Tango can lift it',
			},
			INACTIVE: { name: 'Inactive', description: 'Closed by Tango for good' },
		},
		{ default: 'ACTIVE', description: 'Whether the account can be used', ...look },
	);
}

/** The currencies that an account can be created with. */
export const ACCOUNT_CURRENCIES = {
	AUD: { name: 'AUD', description: 'Australian dollar' },
	CAD: { name: 'CAD', description: 'Canadian dollar' },
	EUR: { name: 'EUR', description: 'Euro, of many countries in Europe' },
	GBP: { name: 'GBP', description: 'British pound sterling' },
	MXN: { name: 'MXN', description: 'Mexican peso' },
	SGD: { name: 'SGD', description: 'Singapore dollar' },
	USD: { name: 'USD', description: 'United States dollar' },
};

/** PLN is announced: accounts may have it one day, and cannot be created with it yet. */
export function accountCurrencies(look: Look = {}) {
	const announced = { PLN: { name: 'PLN', description: 'Polish zloty' } };
	const own = { displayName: 'Currency', description: 'The currencies of accounts, any of which fits' };
	return manyOf({ ...ACCOUNT_CURRENCIES, ...announced }, { ...own, ...look });
}
