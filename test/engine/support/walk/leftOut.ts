/* What of Tango's API no operation offers, and why. A line that is no longer true fails the test. */

/** Read as a whole once and kept; its filters are applied here, under Tango's names. */
export const IN_MEMORY: ReadonlySet<string> = new Set([
	'GET /catalogs',
	'GET /choiceProducts/{choiceProductUtid}/catalog',
]);

const ADDRESS = ['streetLine1', 'streetLine2', 'city', 'stateOrProvince', 'postalCode', 'country'];

/** Endpoints, and fields of those that are called: `GET /orders sendEmail`. */
export const LEFT_OUT: ReadonlyArray<readonly [reason: string, names: readonly string[]]> = [
	['card numbers do not belong in workflow data', ['POST /creditCards']],
	[
		'Tango calls it deprecated: deliveryMethod and orderStatus say it',
		['GET /orders sendEmail', 'GET /orders status', 'POST /orders sendEmail'],
	],
	[
		'Tango calls it deprecated',
		['GET /catalogs fulfillmentType', 'GET /choiceProducts/{choiceProductUtid}/catalog fulfillmentType'],
	],
	[
		'leaves out parts of an answer that is kept whole; Simplify chooses',
		['GET /catalogs verbose', 'GET /choiceProducts/{choiceProductUtid}/catalog verbose'],
	],
	[
		'one row is one reward, so that references and limits count rewards',
		['POST /asyncOrders lineItems.quantity'],
	],
	[
		'the trigger’s, which is no operation',
		[
			'GET /webhooks',
			'POST /webhooks',
			'GET /webhooks/eventtypes',
			'PATCH /webhooks/{webhookId}',
			'DELETE /webhooks/{webhookId}',
			'GET /webhooks/{webhookId}/events',
			'POST /webhooks/{webhookId}/renew',
			'POST /webhooks/{webhookId}/replay',
		],
	],
	[
		'the trigger needs them for nothing',
		[
			'GET /webhooks/{webhookId}',
			'POST /webhooks/{webhookId}/tests',
			'POST /webhooks/{webhookId}/tests/{testName}',
		],
	],
	[
		'parcels of many cards go through Tango’s portal',
		['companyName', 'contactFirstName', 'contactLastName', 'contactEmail', 'contactMobileNumber']
			.concat(ADDRESS.map((part) => `address.${part}`))
			.map((field) => `POST /asyncOrders lineItems.bulkShipping.${field}`),
	],
	['Tango calls it deprecated', ['GET /asyncOrders sendEmail']],
	[
		'how its objects are written in a query is not known',
		['GET /customers/{customerIdentifier}/accounts/{accountIdentifier}/lowbalance balanceAlertNotification'],
	],
];

/** Menus that differ from the values of the document, and the later word that holds. */
export const OTHER_VALUES: Readonly<
	Record<
		string,
		{ readonly without?: readonly string[]; readonly besides?: readonly string[]; readonly source: string }
	>
> = {
	'POST /customers/{customerIdentifier}/accounts currencyCode': {
		without: ['PLN'],
		source: 'Tango, countries and currencies: "coming soon"',
	},
};

/** Texts that may not be as long as the document's schema says; `facts/rules` of the sandbox has each source. */
export const OTHER_LENGTHS: Readonly<Record<string, string>> = {
	'recipient.address.streetLine1': 'its own text says 35',
	'recipient.address.streetLine2': 'its own text says 35',
	'recipient.address.city': 'its own text says 30',
	'recipient.address.stateOrProvince': '"less than 36 characters"',
	campaign: 'the refusal 422.502 and the update bodies say 100',
	notes: 'the update bodies say 150',
};

/** Fields with limits that are sent and that no form has under their own name, and why. */
export const MADE_HERE: ReadonlyArray<readonly [reason: string, fields: readonly string[]]> = [
	[
		'made of the reference',
		[
			'POST /orders externalRefID',
			'POST /asyncOrders externalRefID',
			'POST /asyncOrders lineItems.externalRefLineItemID',
		],
	],
	[
		'said by which of three fields is filled in',
		['POST /digitalTemplates', 'PATCH /digitalTemplates/{etid}'].flatMap((endpoint) => [
			`${endpoint} accessControl.type`,
			`${endpoint} defaults.type`,
		]),
	],
];
