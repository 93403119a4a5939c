import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod/v4';
import { CATALOG_OPERATIONS } from '../../../nodes/Tango/Catalog/operations.ts';
import { CUSTOMER_OPERATIONS } from '../../../nodes/Tango/Customers/operations.ts';
import { ORDER_OPERATIONS } from '../../../nodes/Tango/Orders/operations.ts';

/*
 * What is left of Tango's answers where they are simplified: read from the files that n8n shows before the first run,
 * which the engine suite holds against what really comes out.
 */

const ROOT = resolve(import.meta.dirname, '../../..');

const OF_ACCOUNT = ['accountIdentifier', 'customerIdentifier'];

/** By resource, the IDs that a next node asks for. */
const IDS: Readonly<Record<string, readonly string[]>> = {
	order: [...OF_ACCOUNT, 'referenceOrderID', 'referenceLineItemID', 'utid', 'externalRefID'],
	lineItem: [...OF_ACCOUNT, 'referenceOrderID', 'referenceLineItemID', 'utid', 'etid'],
	asyncOrder: [...OF_ACCOUNT, 'externalRefID', 'referenceOrderID'],
	emailTemplate: ['etid'],
	customer: ['customerIdentifier', 'accounts'],
	account: ['accountIdentifier'],
	lowBalanceAlert: [...OF_ACCOUNT, 'balanceAlertID'],
	reward: ['utid', 'brandKey', 'currencyCode', 'countries', 'imageUrl'],
	brand: ['brandKey', 'imageUrl'],
	choiceProduct: ['utid', 'currencyCode', 'countries'],
	category: ['identifier'],
	country: ['twoLetterCode', 'isoCode'],
	exchangeRate: ['baseCurrency', 'rewardCurrency'],
	credentialType: ['credentialType'],
};

/** Where the rows are of another kind than the resource. */
const OTHER: Readonly<Record<string, readonly string[]>> = {
	'asyncOrder.getLineItems': [
		...OF_ACCOUNT,
		'externalRefID',
		'referenceLineItemID',
		'externalRefLineItemID',
		'utid',
	],
	'asyncOrder.getReasonCodes': ['reasonCode'],
	'lineItem.getReasonCodes': ['reasonCode'],
	'lineItem.getEmbeddedUrl': ['url'],
	'choiceProduct.getCatalog': ['utid', 'brandKey', 'currencyCode', 'countries', 'imageUrl'],
	'fund.getCard': [...OF_ACCOUNT, 'token'],
	'fund.getCards': [...OF_ACCOUNT, 'token'],
	'fund.getDeposit': ['referenceDepositID', 'externalRefID'],
};

/** One field, of which nothing can be left out. */
const WHOLE = new Set(['lineItem.getEmbeddedUrl']);

const READING = [
	...ORDER_OPERATIONS.map((operation) => ({ folder: 'Orders', ...operation })),
	...CUSTOMER_OPERATIONS.map((operation) => ({ folder: 'Customers', ...operation })),
	...CATALOG_OPERATIONS.map((operation) => ({ folder: 'Catalog', ...operation })),
].filter(({ value }) => /^get|^find/.test(value));

const SCHEMA = z.looseObject({ properties: z.record(z.string(), z.unknown()) });

describe('what is got', () => {
	it.each(READING.map((operation) => [`${operation.resource}.${operation.value}`, operation] as const))(
		'by %s can be simplified, and then still has what a next node asks for',
		(id, { folder, resource, value, properties }) => {
			const simplify = properties.find(({ name }) => name === 'simplify');
			if (!WHOLE.has(id)) expect(simplify).toMatchObject({ type: 'boolean', default: true });
			const file = `nodes/Tango/${folder}/__schema__/v1.0.0/${resource}/${value}.json`;
			const { properties: told } = SCHEMA.parse(JSON.parse(readFileSync(resolve(ROOT, file), 'utf8')));
			expect(Object.keys(told)).toEqual(
				expect.arrayContaining([...(OTHER[id] ?? IDS[resource] ?? ['named here'])]),
			);
		},
	);
});
