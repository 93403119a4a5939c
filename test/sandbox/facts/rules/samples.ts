import type { Values } from './fieldRule.ts';

/** Requests that keep every rule; what a row's examples are put into. */
export const ORDER: Values = {
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	utid: 'U666425',
	amount: 25,
	deliveryMethod: 'EMAIL',
	recipient: { firstName: 'Jane', lastName: 'Doe', email: 'jane@example.com' },
};

/** Changes that make the order one by text message. */
export const BY_PHONE: Values = {
	deliveryMethod: 'PHONE',
	recipient: { firstName: 'Jane', mobileNumber: '+12065550100' },
};

const ADDRESS = {
	streetLine1: '4700 42nd Ave. SW, #430-A',
	city: 'Seattle',
	stateOrProvince: 'WA',
	postalCode: '98116',
	country: 'US',
};

/** … one of a plastic card by post … */
export const BY_POST: Values = {
	utid: 'U900201',
	deliveryMethod: 'ADDRESS',
	recipient: { firstName: 'Jane', lastName: 'Doe', address: ADDRESS },
};

/** … a digital reward with an address, which only some ways of delivery allow … */
export const POSTED_DIGITAL: Values = {
	recipient: { firstName: 'Jane', lastName: 'Doe', email: 'jane@example.com', address: ADDRESS },
};

/** … the plastic card to another country … */
export const BY_POST_ABROAD: Values = {
	...BY_POST,
	recipient: {
		firstName: 'Jane',
		lastName: 'Doe',
		address: { ...ADDRESS, stateOrProvince: 'Bayern', postalCode: '80331', country: 'DE' },
	},
};

/** … and one of a Promo Link. */
export const PROMO: Values = { utid: 'U900301', amount: 25 };

export const CUSTOMER: Values = { customerIdentifier: 'initech', displayName: 'Initech Rewards' };

export const ACCOUNT: Values = {
	accountIdentifier: 'acme-gbp',
	displayName: 'Acme Pound',
	contactEmail: 'finance@example.com',
};

export const ALERT: Values = { balanceAlertDisplayName: 'Running low', balanceAlertThreshold: 250 };

export const CARD: Values = {
	customerIdentifier: 'acme-rewards',
	accountIdentifier: 'acme-usd',
	creditCardToken: '00000000-0000-4000-8000-000000000001',
};

export const TRANSFER: Values = { transferFrom: 'acme-usd', transferTo: 'globex-usd', amount: 50 };

/** A PNG of 650 × 150 pixels, black. */
export const HEADER_PICTURE =
	'iVBORw0KGgoAAAANSUhEUgAAAooAAACWAQAAAABxhJToAAAAI0lEQVR4nO3BMQEAAADCoPVPbQhfoAAAAAAAAAAAAAAAAF4DMKIAATaLU9cAAAAASUVORK5CYII=';

export const TEMPLATE: Values = {
	name: 'Thank you',
	fromName: 'Acme Rewards',
	subject: 'Thank you for your time',
	headerImage: HEADER_PICTURE,
	headerImageAltText: 'Acme',
	accentColor: '#004488',
	messageBody: 'Here is your reward.',
	closing: 'Yours, Acme',
};
