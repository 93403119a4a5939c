import { choice } from './choices';
import type { Look } from './field';
import { manyOf } from './many';

/* Menus that stand in several forms, with all of Tango's values. */

export function accountStatus(look: Look = {}) {
	return choice(
		{
			ACTIVE: 'Active',
			DELETED: 'Deleted',
			DISABLED: 'Disabled',
			FROZEN: 'Frozen',
			INACTIVE: 'Inactive',
		},
		{ default: 'ACTIVE', ...look },
	);
}

/** PLN is announced: accounts may have it one day, and cannot be created with it yet. */
export function accountCurrencies(look: Look = {}) {
	const names = { AUD: 'AUD', CAD: 'CAD', EUR: 'EUR', GBP: 'GBP', MXN: 'MXN', PLN: 'PLN', SGD: 'SGD' };
	return manyOf({ ...names, USD: 'USD' }, { displayName: 'Currency', ...look });
}
