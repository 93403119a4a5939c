import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CARD_TOKENS } from '../funds/cards.ts';
import { startSandbox } from '../server.ts';
import type { Sandbox } from '../types.ts';
import { type Client, openClient } from './support/client.ts';
import { orderBody } from './support/samples.ts';
import { fieldsOf } from './support/schemaFields.ts';

let sandbox: Sandbox;
let client: Client;
beforeAll(async () => {
	sandbox = await startSandbox();
	client = openClient(sandbox);
	await client.post('/orders', orderBody(DETAILED));
	await client.post('/orders', orderBody({ deliveryMethod: 'NONE', recipient: undefined }));
	sandbox.state.newOrderStatus = 'PENDING';
	await client.post('/orders', orderBody({ accountIdentifier: 'acme-eur', utid: 'U561594', amount: 7 }));
	await client.post('/customers', { customerIdentifier: 'initech', displayName: 'Initech Rewards' });
	await client.post('/customers/initech/accounts', NEW_ACCOUNT);
});
afterAll(() => {
	client.close();
	return sandbox.close();
});

const DETAILED = {
	externalRefID: 'ref-1',
	deliveryMethod: 'PHONE',
	recipient: { firstName: 'Ann', lastName: 'Lee', email: 'ann@example.com', mobileNumber: '+12065550100' },
	sender: { firstName: 'Sam', lastName: 'Ray', email: 'sam@example.com' },
	ptid: 'P000001',
	campaign: 'Spring 2026',
	notes: 'by hand',
	purchaseOrderNumber: 'PO-7',
};
const NEW_ACCOUNT = {
	accountIdentifier: 'initech-gbp',
	displayName: 'Initech Pound',
	contactEmail: 'money@initech.example',
	currencyCode: 'GBP',
	fundingNotification: [{ emailAddress: 'alert@initech.example' }],
};

/** A filter, a value with the number of entries that have it, and a value that none has, if there is one. */
type Row = readonly [filter: string, value: string, hits: number, other: string];

const PAST = '2020-01-01T00:00:00Z';
const FUTURE = '2999-01-01T00:00:00Z';
/** When all but Initech was created. */
const SEEDED = '2026-01-05T09:30:00.000Z';

const ORDERS: readonly Row[] = [
	['accountIdentifier', 'acme-eur', 1, 'globex-usd'],
	['customerIdentifier', 'acme-rewards', 3, 'globex-hr'],
	['externalRefID', 'ref-1', 1, 'ref-2'],
	['startDate', '2026-01-01', 3, ''],
	['endDate', new Date().toISOString().slice(0, 10), 3, '2026-01-01'],
	['minAmount', '8', 2, '25.01'],
	['maxAmount', '8', 1, '6.99'],
	['currencyCode', 'EUR', 1, 'GBP'],
	['utid', 'U666425', 2, 'U154092'],
	['ptid', 'P000001', 1, 'P000002'],
	['rewardName', 'Amazon.com Gift Card', 2, 'Amazon'],
	['senderFirstName', 'Sam', 1, 'Ann'],
	['senderLastName', 'Ray', 1, 'Lee'],
	['senderEmail', 'sam@example.com', 1, 'ann@example.com'],
	['recipientFirstName', 'Ann', 1, 'Sam'],
	['recipientLastName', 'Lee', 1, 'Ray'],
	['recipientEmail', 'ann@example.com', 1, 'sam@example.com'],
	['recipientMobileNumber', '+12065550100', 1, '+12065550199'],
	['sendEmail', 'true', 1, ''],
	['deliveryMethod', 'NONE', 1, 'ADDRESS'],
	['status', 'COMPLETE', 2, 'FAILED'],
	['orderStatus', 'PENDING', 1, 'PENDING_KYB'],
	['lineItemStatus', 'COMPLETE', 2, 'RETURNED'],
	['deliveryStatus', 'DELIVERED', 1, 'ENGAGED'],
	['campaign', 'Spring 2026', 1, 'Autumn 2026'],
	['notes', 'by hand', 1, 'by post'],
	['purchaseOrderNumber', 'PO-7', 1, 'PO-8'],
];

const ACCOUNTS: readonly Row[] = [
	['accountNumber', 'A10000002', 1, 'A1'],
	['displayName', 'Initech Pound', 1, 'Initech'],
	['status', 'ACTIVE', 4, 'FROZEN'],
	['contactEmail', 'money@initech.example', 1, 'nobody@initech.example'],
	['currencyCode', 'USD', 2, 'SGD'],
	['minBalance', '20', 3, '1000001'],
	['maxBalance', '20', 2, '-1'],
	['minDateCreatedAt', SEEDED, 4, FUTURE],
	['maxDateCreatedAt', SEEDED, 3, PAST],
	['fundingNotificationEmail', 'alert@initech.example', 1, 'money@initech.example'],
];

const CUSTOMERS: readonly Row[] = [
	['displayName', 'Globex HR', 1, 'Globex'],
	['status', 'active', 3, 'inactive'],
	['customerMinDateCreatedAt', SEEDED, 3, FUTURE],
	['customerMaxDateCreatedAt', SEEDED, 2, PAST],
	['accountStatus', 'ACTIVE', 3, 'FROZEN'],
	['accountIdentifier', 'initech-gbp', 1, 'initech'],
	['accountNumber', 'A10000003', 1, 'A1'],
	['accountDisplayName', 'Acme Euro', 1, 'Acme'],
	['accountMinDateCreatedAt', SEEDED, 3, FUTURE],
	['accountMaxDateCreatedAt', SEEDED, 2, PAST],
];

const CARDS: readonly Row[] = [
	['showInactive', 'true', 5, ''],
	['accountNumber', 'A10000003', 1, 'A1'],
	['accountIdentifier', 'acme-usd', 3, 'acme-eur'],
	['customerIdentifier', 'globex-hr', 1, 'initech'],
	['token', CARD_TOKENS.acme, 1, 'unknown'],
	['expirationDate', '2031-12', 4, '2031-11'],
	['status', 'DELETED', 1, ''],
	['emailAddress', 'finance@example.com', 4, 'nobody@example.com'],
	['fullName', 'Fay Fake', 4, 'Fay'],
	['label', 'Acme Visa', 1, 'Visa'],
	['lastFourDigits', '1111', 1, '1112'],
];

const PAGING = ['elementsPerBlock', 'page', 'paginate', 'maxResults', 'prevCursor', 'nextCursor'];
/** Only orders of several lines have notes on a line, and the sandbox makes none. */
const WITHOUT_EFFECT = ['lineItemNotes'];

const LISTS = [
	['/orders', ORDERS],
	['/accounts', ACCOUNTS],
	['/customers', CUSTOMERS],
	['/creditCards', CARDS],
] as const;

async function count(path: string, query: Record<string, string>): Promise<number> {
	const { json } = await client.get(`${path}?${new URLSearchParams(query)}`);
	if (Array.isArray(json)) return json.length;
	expect(json).toHaveProperty('orders');
	return Object.values(Object(json).orders).length;
}

describe.each(LISTS)('GET %s', (path, rows) => {
	it.each(rows)('filters by %s: "%s" finds %i, and "%s" none', async (filter, value, hits, other) => {
		expect(await count(path, { [filter]: value })).toBe(hits);
		if (other !== '') expect(await count(path, { [filter]: other })).toBe(0);
	});

	it('filters by everything that Tango filters by', () => {
		const filters = fieldsOf('get', path).filter((name) => ![...PAGING, ...WITHOUT_EFFECT].includes(name));
		expect(rows.map(([filter]) => filter).sort()).toEqual(filters);
	});

	it('refuses a filter that Tango does not know, and records it', async () => {
		const known = sandbox.violations.length;
		const reply = await client.get(`${path}?invented=1`);
		expect(reply.status).toBe(400);
		expect(sandbox.violations.slice(known)).toEqual([expect.stringContaining('invented')]);
	});
});

it('filters that are given together must all fit', async () => {
	expect(await count('/orders', { campaign: 'Spring 2026', orderStatus: 'PENDING' })).toBe(0);
	expect(await count('/accounts', { currencyCode: 'USD', maxBalance: '20' })).toBe(1);
	expect(await count('/customers', { accountStatus: 'ACTIVE', accountNumber: 'A10000003' })).toBe(1);
	expect(await count('/creditCards', { status: 'DELETED', label: 'Acme Visa' })).toBe(0);
});

it('the accounts of a customer are filtered as all accounts are', async () => {
	expect(await count('/customers/acme-rewards/accounts', { currencyCode: 'EUR' })).toBe(1);
	expect(await count('/customers/acme-rewards/accounts', { currencyCode: 'GBP' })).toBe(0);
});

it('the list of accounts shows what orders, transfers and deposits left', async () => {
	const balances = async () => {
		const { json } = await client.get('/accounts');
		return Array.isArray(json) ? json.map(({ currentBalance }) => currentBalance) : json;
	};
	expect(await balances()).toEqual([999_950, 999_993, 20, 0]);
	await client.post('/transferFunds', { transferFrom: 'acme-usd', transferTo: 'globex-usd', amount: 0.1 });
	expect(await balances()).toEqual([999_949.9, 999_993, 20.1, 0]);
	const card = { customerIdentifier: 'globex-hr', accountIdentifier: 'globex-usd' };
	await client.post('/creditCardDeposits', { ...card, creditCardToken: CARD_TOKENS.globex, amount: 10 });
	expect(await balances()).toEqual([999_949.9, 999_993, 30.1, 0]);
	expect(await count('/accounts', { minBalance: '30.1', maxBalance: '30.1' })).toBe(1);
});
