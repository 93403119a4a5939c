import type { INodeParameters, INodeProperties, NodeParameterValueType } from 'n8n-workflow';

/*
 * What a person fills in when every field of a form is used once. A field finds its value by its name, else by its
 * kind; what an operation needs of its own stands below.
 */

/** Chosen from the list, as the editor keeps it. */
function chosen(value: string, cachedResultName: string): NodeParameterValueType {
	return { __rl: true, mode: 'list', value, cachedResultName };
}

/** Comes with the item, as it would from a node before. */
function fromItem(name: string): NodeParameterValueType {
	return { __rl: true, mode: 'id', value: `={{ $json.${name} }}` };
}

const BY_NAME: Readonly<Record<string, NodeParameterValueType>> = {
	customerIdentifier: chosen('acme-rewards', 'Acme Rewards · acme-rewards'),
	accountIdentifier: chosen('acme-usd', 'Acme US Dollar · 1,000,000.00 USD'),
	transferFrom: chosen('acme-usd', 'Acme US Dollar · 1,000,000.00 USD'),
	transferTo: chosen('globex-usd', 'Globex US Dollar · 20.00 USD'),
	creditCardToken: chosen('00000000-0000-4000-8000-000000000001', 'Company Visa'),
	brandKey: chosen('B916708', 'Amazon.com · Retail · B916708'),
	utid: chosen('U666425', 'Amazon.com Gift Card · US · 0.01–2,000 USD'),
	etid: chosen('E100001', 'Sandbox E100001 · default of acme-eur · E100001'),
	balanceAlertID: chosen('00000000-0000-4000-8000-0000000000a1', 'Time to add funds · below 500.00'),
	balanceAlertDisplayName: 'Running low',
	balanceAlertThreshold: 250,
	balanceAlertNotification: 'finance@example.com',
	fundingNotification: 'finance@example.com',
	referenceOrderID: fromItem('referenceOrderID'),
	recipientCountry: chosen('US', 'United States · US · USD'),
	referenceLineItemID: fromItem('referenceLineItemID'),
	referenceDepositID: fromItem('referenceDepositID'),
	reference: '={{ $json.id }}',
	amount: 25,
	maximumAmount: 500,
	maximumTotal: 5000,
	concurrency: 4,
	deliveryMethod: 'EMAIL',
	recipientEmail: 'jane@example.com',
	recipientFirstName: 'Jane',
	recipientLastName: 'Doe',
	recipientMobileNumber: '+12065550100',
	contactEmail: 'finance@example.com',
	senderEmail: 'rewards@example.com',
	email: 'jane@example.com',
	emailAddress: 'jane@example.com',
	streetLine1: '1 Main Street',
	streetLine2: 'Suite 2',
	city: 'Seattle',
	stateOrProvince: 'WA',
	postalCode: '98101',
	country: chosen('US', 'United States · US · USD'),
	customFields: '{ "costCentre": "4711" }',
	startDate: '2026-11-01T00:00:00',
	endDate: '2026-11-30T00:00:00',
	forwardedFor: '203.0.113.7',
	timeout: 15,
	maxAttempts: 5,
	totalTimeout: 120,
};

/** Values by the names of fields; `undefined` leaves a field empty. */
export type Changes = Readonly<Record<string, NodeParameterValueType | undefined>>;

const CHOICE_PRODUCT = chosen('U561593', 'Reward Link · US · 0.01–10,000 USD');
const PREPARED_KEY = chosen('prepared', '2026-11-25 · 2 rewards · 25.00 USD · PARTIAL');
const PREPARED_BULK: Changes = {
	externalRefID: PREPARED_KEY,
	externalRefLineItemIDs: '={{ ["prepared-1", "prepared-2"] }}',
	referenceLineItemIDs: fromItem('bulkLineItemID'),
	failedOnly: false,
};

/** A choice product that nobody has touched. */
const CHANGED: Changes = {
	referenceLineItemID: fromItem('linkLineItemID'),
	reasonCode: 'OTHER',
	otherReason: 'Moved to another project',
	waitForResult: true,
};

/** Another way and another address than before. */
const ANEW: Changes = {
	newDeliveryMethod: 'PHONE',
	newEmail: 'jane@example.com',
	newMobile: '+12065550100',
	newMobileNumber: '+12065550100',
	newEtid: chosen('E000000', 'Tango’s own template · E000000'),
};

const TEMPLATE: Changes = {
	name: '=Thank you {{ $json.id }}',
	fromName: 'Acme Rewards',
	subject: 'Your {{reward_name}}',
	headerImage: '={{ $json.headerImage }}',
	headerImageAltText: 'Acme',
	accentColor: '#aa0044',
	messageBody: 'Dear {{recipient_name}}, {{message}}',
	closing: 'Yours, Acme',
	smsMessageBody: 'Thank you for your time!',
	customerServiceMessage: 'Questions? Write to rewards@example.com.',
};

/** What one operation needs of its own. */
const BY_OPERATION: Readonly<Record<string, Changes>> = {
	'order.create': { expirationDate: undefined },
	'order.preview': { expirationDate: undefined },
	'asyncOrder.create': {
		expirationDate: undefined,
		deliveryDate: '2099-12-31T00:00:00',
		ptid: 'P000001',
		batchSize: 100,
	},
	'asyncOrder.get': PREPARED_BULK,
	'asyncOrder.getLineItems': PREPARED_BULK,
	'asyncOrder.update': { externalRefID: PREPARED_KEY },
	'asyncOrder.updateLineItem': {
		referenceLineItemID: fromItem('bulkLineItemID'),
		deliveryDate: '2099-12-31T00:00:00',
	},
	'lineItem.cancel': CHANGED,
	'lineItem.freeze': CHANGED,
	'lineItem.unfreeze': { ...CHANGED, referenceLineItemID: fromItem('frozenLineItemID') },
	'lineItem.update': { ...CHANGED, campaign: 'Spring' },
	'lineItem.getEmbeddedUrl': { referenceLineItemID: fromItem('embeddedLineItemID') },
	'order.resend': { referenceOrderID: fromItem('linkOrderID'), ...ANEW },
	'lineItem.reissue': CHANGED,
	'lineItem.resend': { ...CHANGED, ...ANEW },
	'lineItem.getMany': { deliveryStatus: 'DELIVERED', emailStatus: 'DELIVERED' },
	'emailTemplate.create': TEMPLATE,
	'emailTemplate.update': TEMPLATE,
	'account.create': { accountIdentifier: 'acme-new-usd', displayName: 'New account' },
	'choiceProduct.get': { utid: CHOICE_PRODUCT },
	'choiceProduct.getCatalog': { choiceProductUtid: CHOICE_PRODUCT },
	'customer.create': { customerIdentifier: 'new-customer', displayName: 'New customer' },
};

/** Further files, for what only goes with certain values of other fields. */
export const VARIANTS: Readonly<Record<string, Readonly<Record<string, Changes>>>> = {
	'asyncOrder.create': {
		promo: { utid: chosen('U900301', 'Sandbox Promo Link'), expirationDate: '2099-12-31T00:00:00' },
		byPost: {
			utid: chosen('U900201', 'Sandbox Plastic Card'),
			deliveryMethod: 'ADDRESS',
			shippingMethod: 'upsground',
			expirationDate: undefined,
		},
	},
	'order.create': {
		promo: { utid: chosen('U900301', 'Sandbox Promo Link'), expirationDate: '2099-12-31T00:00:00' },
	},
	'order.findByReference': {
		externalRefID: { referenceType: 'externalRefID', reference: 'prepared' },
	},
	'country.getMany': { textMessages: { countriesFor: 'textMessages' } },
	'account.getMany': { everyCustomer: { customerIdentifier: undefined } },
};

/**
 * The value of one field of an operation.
 *
 * @param isAdded in a group every field is added on purpose, so none keeps its default
 */
export function sampleOf(
	operation: string,
	changes: Changes,
	field: INodeProperties,
	isAdded = false,
): NodeParameterValueType | undefined {
	const own = { ...BY_OPERATION[operation], ...changes };
	if (field.name in own) return own[field.name];
	if (field.type === 'collection') return sampleGroup(operation, changes, field);
	const known = BY_NAME[field.name];
	if (known !== undefined) return fits(field, known) ? known : plain(known);
	return isAdded || field.default === '' ? byKind(field) : undefined;
}

function sampleGroup(
	operation: string,
	changes: Changes,
	{ options = [] }: INodeProperties,
): INodeParameters {
	return Object.fromEntries(
		options.flatMap((inner) => {
			const value = 'type' in inner ? sampleOf(operation, changes, inner, true) : undefined;
			return value === undefined ? [] : [[inner.name, value]];
		}),
	);
}

/** A locator only fits where the form has one. */
function fits({ type }: INodeProperties, value: NodeParameterValueType): boolean {
	return (typeof value === 'object') === (type === 'resourceLocator');
}

function plain(value: NodeParameterValueType): NodeParameterValueType {
	return typeof value === 'object' && value !== null && 'value' in value ? String(value.value) : value;
}

function byKind({
	type,
	name,
	options = [],
	placeholder = '',
	modes = [],
}: INodeProperties): NodeParameterValueType {
	const [first] = options.flatMap((option) => ('value' in option ? [option.value] : []));
	switch (type) {
		case 'options':
			return first ?? '';
		case 'multiOptions':
			return first === undefined ? [] : [String(first)];
		case 'boolean':
			return true;
		case 'number':
			return 1;
		case 'resourceLocator': {
			const { placeholder: id = '' } = modes.find((mode) => mode.name === 'id') ?? {};
			return { __rl: true, mode: 'id', value: withoutEg(id) };
		}
		case 'dateTime':
			return /max|end|to$/i.test(name) ? '2026-12-31T00:00:00' : '2026-11-01T00:00:00';
		default:
			return withoutEg(placeholder) || 'Sample';
	}
}

function withoutEg(placeholder: string): string {
	return placeholder.replace(/^e\.g\. /, '');
}
