import type { INodeParameters } from 'n8n-workflow';
import { CARD_TOKENS } from '../../sandbox/funds/cards.ts';
import { TEMPLATE } from '../../sandbox/facts/rules/samples.ts';
import { SEEDED_ALERT } from '../../sandbox/seed.ts';
import { byId, order, type NodeType } from './tango.ts';

export interface OperationRun {
	readonly type: NodeType;
	readonly parameters: INodeParameters;
}

/** The reference that the first Bulk Order of acme-usd has. */
export const FIRST_BULK_ORDER = 't19422013650a02cbb11e4b404c6dae422ad4e5bb5';

const OF_ACCOUNT = { customerIdentifier: byId('acme-rewards'), accountIdentifier: byId('acme-usd') };

/** Every operation of every node; `unique` keeps what they create apart from what earlier runs created. */
export function everyOperation(
	unique: string,
	referenceOrderID: string,
	/** Three of choice products, as what they take part in is their end. */
	[link = '', otherLink = '', lastLink = '']: readonly string[],
	simplify: boolean,
): OperationRun[] {
	const list = { returnAll: false, limit: 3, simplify, filters: {}, options: {} };
	const orders: INodeParameters[] = [
		order({ reference: `${unique}-create`, simplify }),
		order({ operation: 'preview', reference: `${unique}-preview`, simplify }),
		{ operation: 'get', referenceOrderID: byId(referenceOrderID), simplify, options: {} },
		{ operation: 'getMany', ...list },
		{
			operation: 'findByReference',
			accountIdentifier: byId('acme-usd'),
			referenceType: 'businessKey',
			reference: `${unique}-create`,
			simplify,
			options: {},
		},
		{ operation: 'resend', referenceOrderID: byId(referenceOrderID), additionalFields: {}, options: {} },
	].map((one) => ({ resource: 'order', ...one }));
	const change = {
		referenceLineItemID: byId(link),
		reasonCode: 'DELIVERY_INFO',
		updateFields: { orderNotes: 'New' },
		waitForResult: true,
		simplify,
		options: {},
	};
	const lineItems: INodeParameters[] = [
		{ operation: 'get', referenceLineItemID: byId(`${referenceOrderID}-1`), simplify, options: {} },
		{ operation: 'getMany', ...list },
		{ operation: 'getReasonCodes', simplify, options: {} },
		...['freeze', 'unfreeze', 'update', 'resend'].map((operation) => ({ ...change, operation })),
		{ ...change, operation: 'cancel', referenceLineItemID: byId(otherLink) },
		{ ...change, operation: 'reissue', referenceLineItemID: byId(lastLink) },
	].map((one) => ({ ...one, resource: 'lineItem' }));
	const bulkKey = {
		customerIdentifier: byId('acme-rewards'),
		accountIdentifier: byId('acme-usd'),
		externalRefID: FIRST_BULK_ORDER,
	};
	const day = new Date().toISOString().slice(2, 10).replaceAll('-', '');
	const bulk = order({ reference: `${unique}-bulk` });
	const bulkOrders: INodeParameters[] = [
		{ ...bulk, operation: 'create' },
		{ operation: 'get', ...bulkKey, failedOnly: false, filters: {}, simplify, options: {} },
		{ operation: 'getMany', ...list },
		{ operation: 'getLineItems', ...bulkKey, ...list },
		{ operation: 'update', ...bulkKey, updateFields: { notes: 'New' }, simplify, options: {} },
		{
			operation: 'updateLineItem',
			referenceLineItemID: `AA${day}-1401-64-1`,
			updateFields: { lineItemNote: 'New' },
			options: {},
		},
		{ operation: 'getReasonCodes', simplify, options: {} },
	].map((one) => ({ ...one, resource: 'asyncOrder' }));
	const templates: INodeParameters[] = [
		{ operation: 'create', ...TEMPLATE, name: `Template ${unique}`, additionalFields: {}, simplify },
		{ operation: 'get', etid: byId('E100001'), simplify },
		{ operation: 'getMany', ...list },
		{ operation: 'update', etid: byId('E100001'), updateFields: { subject: 'New' }, simplify },
	].map((one) => ({ options: {}, ...one, resource: 'emailTemplate' }));
	const created = `new-${unique}`;
	const customers: INodeParameters[] = [
		{ resource: 'customer', operation: 'create', customerIdentifier: created, displayName: 'New one' },
		{ resource: 'customer', operation: 'get', customerIdentifier: byId('acme-rewards') },
		{ resource: 'customer', operation: 'getMany', ...list },
		{
			resource: 'account',
			operation: 'create',
			customerIdentifier: byId('acme-rewards'),
			accountIdentifier: `${created}-a`,
			displayName: 'New account',
			contactEmail: 'owner@example.com',
			additionalFields: { currencyCode: 'USD' },
		},
		{ resource: 'account', operation: 'get', accountIdentifier: byId('acme-usd') },
		{ resource: 'account', operation: 'getMany', ...list, customerIdentifier: byId('acme-rewards') },
		{ resource: 'account', operation: 'update', ...OF_ACCOUNT, updateFields: { displayName: 'Renamed' } },
		{
			resource: 'lowBalanceAlert',
			operation: 'create',
			...OF_ACCOUNT,
			balanceAlertDisplayName: created,
			balanceAlertThreshold: 10,
			balanceAlertNotification: 'owner@example.com',
		},
		{ resource: 'lowBalanceAlert', operation: 'get', ...OF_ACCOUNT, balanceAlertID: byId(SEEDED_ALERT) },
		{ resource: 'lowBalanceAlert', operation: 'getMany', ...OF_ACCOUNT, ...list },
		{
			resource: 'lowBalanceAlert',
			operation: 'update',
			...OF_ACCOUNT,
			balanceAlertID: byId(SEEDED_ALERT),
			updateFields: { balanceAlertThreshold: 20 },
		},
		{ resource: 'fund', operation: 'getCard', creditCardToken: byId(CARD_TOKENS.acme) },
		{ resource: 'fund', operation: 'getCards', ...list },
	].map((one) => ({ simplify, options: {}, ...one }));
	const catalog: INodeParameters[] = [
		{ resource: 'reward', operation: 'get', utid: byId('U666425') },
		{ resource: 'reward', operation: 'getMany', ...list },
		{ resource: 'brand', operation: 'get', brandKey: 'B916708' },
		{ resource: 'brand', operation: 'getMany', ...list },
		{ resource: 'choiceProduct', operation: 'get', utid: byId('U561593') },
		{ resource: 'choiceProduct', operation: 'getCatalog', ...list, choiceProductUtid: byId('U561593') },
		{ resource: 'country', operation: 'getMany', ...list, countriesFor: 'textMessages' },
		...['category', 'choiceProduct', 'country', 'credentialType', 'exchangeRate'].map((resource) => ({
			resource,
			operation: 'getMany',
			...list,
		})),
	].map((one) => ({ simplify, options: {}, ...one }));
	return [
		...[...orders, ...lineItems, ...bulkOrders, ...templates].map((parameters) => ({
			type: 'tangoOrders' as const,
			parameters,
		})),
		...customers.map((parameters) => ({ type: 'tangoCustomers' as const, parameters })),
		...catalog.map((parameters) => ({ type: 'tangoCatalog' as const, parameters })),
	];
}
