import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox, type Sandbox } from '../sandbox/server.ts';
import { byId, order, runTango } from './support/tango.ts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(async () => await sandbox.close());

const orders = () => sandbox.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/orders'));

/** Field, what is wrong with it, and the whole message. The second of two items has the bad value. */
const FIELDS: ReadonlyArray<readonly [what: string, parameters: INodeParameters, message: string]> = [
	[
		'an empty reference',
		{ reference: '={{ $itemIndex ? "" : "a" }}' },
		'Reference is empty. Fill in a value that exists once per reward, such as the survey response ID',
	],
	[
		'a reference that is missing in the data',
		{ reference: '={{ $itemIndex ? $json.nothing : "a" }}' },
		'Reference is empty. Fill in a value that exists once per reward, such as the survey response ID',
	],
	[
		'no e-mail address',
		{ recipientEmail: '={{ $itemIndex ? "" : "jane@example.com" }}' },
		'Recipient Email is empty, but the reward is sent by email',
	],
	[
		'something that is no e-mail address',
		{ recipientEmail: '={{ $itemIndex ? "jane@" : "jane@example.com" }}' },
		'Recipient Email is not an e-mail address: "jane@"',
	],
	[
		'a line break in the e-mail address',
		{ recipientEmail: '={{ $itemIndex ? "jane@example.com\\r\\nBcc: x@example.com" : "jane@example.com" }}' },
		'Recipient Email is not an e-mail address: "jane@example.com Bcc: x@example.com"',
	],
	[
		'no first name',
		{ recipientFirstName: '={{ $itemIndex ? "" : "Jane" }}' },
		'Recipient First Name is empty, but Tango needs it to deliver the reward',
	],
	[
		'a name with HTML',
		{ recipientFirstName: '={{ $itemIndex ? "<b>" : "Jane" }}' },
		'Recipient First Name holds “<”: Tango refuses <, >, / in this field',
	],
	[
		'no mobile number',
		{ deliveryMethod: '={{ $itemIndex ? "PHONE" : "EMAIL" }}' },
		'Recipient Mobile Number is empty, but the reward is sent to a phone',
	],
	[
		'three decimals',
		{ amount: '={{ $itemIndex ? 10.001 : 10 }}' },
		'Amount is 10.001, but Tango takes at most 6 digits before the point and 2 after it',
	],
	['an amount of zero', { amount: '={{ $itemIndex ? 0 : 10 }}' }, 'Amount “0” must be a number above 0'],
	[
		'an amount that is a word',
		{ amount: '={{ $itemIndex ? "ten" : 10 }}' },
		'Amount must be a number, but is "ten"',
	],
	[
		'an amount above the reward’s range',
		{ amount: '={{ $itemIndex ? 2000.01 : 10 }}' },
		'Amount is 2000.01, but "Amazon.com Gift Card" takes 0.01 to 2000 USD',
	],
	[
		'an amount that is not the fixed value',
		{ utid: '={{ $itemIndex ? "U154092" : "U666425" }}' },
		'Amount is 25, but "AMC® Gift Card $10.00" has the fixed value 10 USD',
	],
	[
		'a reward that does not exist',
		{ utid: '={{ $itemIndex ? "U999999" : "U666425" }}' },
		'Reward is U999999, which is not in your Tango catalog',
	],
	[
		'a reward ID that is none',
		{ utid: '={{ $itemIndex ? "Amazon" : "U666425" }}' },
		'Reward “Amazon” must be the letter U and up to 9 digits, such as U666425; From List has it by its name',
	],
	[
		'an account that does not exist',
		{ accountIdentifier: '={{ $itemIndex ? "acme-xyz" : "acme-usd" }}' },
		'Account is acme-xyz, which does not exist in this Environment',
	],
	[
		'an account of another customer',
		{ accountIdentifier: '={{ $itemIndex ? "globex-usd" : "acme-usd" }}' },
		'Account is globex-usd, which belongs to customer globex-hr, not to acme-rewards',
	],
	[
		'a customer that does not exist',
		{ customerIdentifier: '={{ $itemIndex ? "nobody-1" : "acme-rewards" }}' },
		'Customer is nobody-1, which does not exist in this Environment',
	],
	[
		'a template that the platform does not have',
		{ additionalFields: { etid: '={{ $itemIndex ? "E999999" : "E000000" }}' } },
		'Email Template is E999999, which does not exist in this Environment',
	],
	[
		'a state that is written out',
		{ recipientAddress: { country: 'US', stateOrProvince: '={{ $itemIndex ? "Washington" : "WA" }}' } },
		'State or Province is “Washington”: in the US and Canada write two capital letters, such as WA',
	],
	[
		'a message that could be HTML',
		{ additionalFields: { message: '={{ $itemIndex ? "We <3 you" : "Thanks" }}' } },
		'Message holds “<”: Tango refuses <, > in this field',
	],
	[
		'an account ID with a slash',
		{ accountIdentifier: '={{ $itemIndex ? "acme/../usd" : "acme-usd" }}' },
		'Account “acme/../usd” must be 5 to 100 letters, digits or hyphens; From List has it by its name',
	],
	[
		'an empty customer',
		{ customerIdentifier: '={{ $itemIndex ? "" : "acme-rewards" }}' },
		'Customer is empty',
	],
	[
		'the same reference twice',
		{ reference: 'same' },
		'Reference is the same as that of row 1, so only one of them would be paid: change it in this row alone',
	],
	[
		'an amount above the Maximum Amount',
		{ amount: '={{ $itemIndex ? 60 : 10 }}', maximumAmount: 50 },
		'Amount is 60, above the Maximum Amount of 50 USD',
	],
	[
		'a forwarded address that is none',
		{ options: { forwardedFor: '={{ $itemIndex ? "gateway" : "203.0.113.42" }}' } },
		'X-Forwarded-For',
	],
	[
		'a line break in the forwarded address',
		{ options: { forwardedFor: '={{ $itemIndex ? "203.0.113.42\\r\\nX-Admin: 1" : "" }}' } },
		'X-Forwarded-For',
	],
	[
		'a timeout of nothing',
		{ options: { timeout: '={{ $itemIndex ? 0 : 15 }}' } },
		'Timeout “0” must be seconds from 1 to 300',
	],
	[
		'an unknown template ID',
		{ additionalFields: { etid: '={{ $itemIndex ? "template" : "E000000" }}' } },
		'Email Template “template” must be the letter E and 6 digits, such as E000000; From List has it by its name',
	],
	[
		'custom fields that are not JSON',
		{ additionalFields: { customFields: '={{ $itemIndex ? "{" : "{}" }}' } },
		'Custom Fields must be a JSON object, but is "{"',
	],
];

describe('A bad item is refused before anything is ordered', () => {
	test.each(FIELDS)('%s', async (_, parameters, message) => {
		const { error } = await runTango(sandbox, {
			items: [{ id: 'a' }, { id: 'b' }],
			parameters: order(parameters),
		});
		expect(error?.message).toContain(message);
		expect(error?.message).toContain('(row 2 of 2)');
		expect(orders()).toEqual([]);
	});
});

const CREDENTIALS: ReadonlyArray<readonly [what: string, fields: IDataObject, message: string]> = [
	[
		'an http address',
		{ baseUrl: 'http://localhost:1/raas/v2' },
		'Base URL in the Tango credential must start with https://',
	],
	['no address', { baseUrl: '' }, 'Base URL in the Tango credential is empty'],
	[
		'an address with a password in it',
		{ baseUrl: 'https://me:fake@localhost/raas/v2' },
		'Base URL in the Tango credential must not hold a user name or password',
	],
	['text that is no certificate', { caCertificates: 'garbage' }, 'CA Certificates in the Tango credential'],
	[
		'a private key as certificate',
		{ caCertificates: '-----BEGIN PRIVATE KEY-----\nMC4CAQ\n-----END PRIVATE KEY-----' },
		'CA Certificates in the Tango credential',
	],
	['a platform name with a colon', { platformName: 'acme:prod' }, 'Platform Name in the Tango credential'],
	['a line break in the key', { apiKey: 'fake\r\nX-Admin: 1' }, 'API Key in the Tango credential'],
	['an empty key', { apiKey: '' }, 'API Key in the Tango credential'],
	[
		'a forwarded host name',
		{ forwardedFor: 'gateway.example.com' },
		'X-Forwarded-For in the Tango credential',
	],
	[
		'no requests per second',
		{ requestsPerSecond: 0 },
		'Requests per Second in the Tango credential must be a number above 0',
	],
	[
		'requests per second that are a word',
		{ requestsPerSecond: 'many' },
		'Requests per Second in the Tango credential',
	],
];

describe('A bad credential is refused before anything is sent', () => {
	test.each(CREDENTIALS)('%s', async (_, credential, message) => {
		const { error } = await runTango(sandbox, { items: [{ id: 'a' }], parameters: order(), credential });
		expect(error?.message).toContain(message);
		expect(error?.description).toContain('Nothing was sent to Tango');
		expect(sandbox.log).toEqual([]);
	});

	test('the server’s certificate is not trusted without its CA, and the message says what to do', async () => {
		const { error } = await runTango(sandbox, {
			items: [{ id: 'a' }],
			parameters: order(),
			credential: { caCertificates: '' },
		});
		expect(error?.message).toContain('could not prove that it is Tango');
		expect(error?.description).toMatch(/Amazon’s roots.*CA Certificates/);
		expect(sandbox.log).toEqual([]);
	});
});

test('an X-Forwarded-For with a port is sent as the bare address, and none is sent unless it is set', async () => {
	await runTango(sandbox, {
		items: [{ id: 'a' }],
		parameters: order(),
		credential: { forwardedFor: '203.0.113.42:54321' },
	});
	await runTango(sandbox, { items: [{ id: 'b' }], parameters: order(), credential: { forwardedFor: '' } });
	expect(orders().map(({ headers }) => headers['x-forwarded-for'])).toEqual(['203.0.113.42', undefined]);
});

test('an expression that cannot be resolved names the field', async () => {
	const { error } = await runTango(sandbox, {
		items: [{ id: 'a' }],
		parameters: order({ utid: byId('={{ $("Nowhere").item.json.x }}') }),
	});
	expect(error?.message).toContain('Reward could not be read');
	expect(orders()).toEqual([]);
});
