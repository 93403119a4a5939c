import { describe, expect, it } from 'vitest';

import {
	TangoError,
	type TangoErrorCode,
	type TangoErrorFacts,
} from '../../../../nodes/Tango/core/foundation/errors.ts';
import { explain } from '../../../../nodes/Tango/n8n/words/explain.ts';

const NAMES = new Map([
	['accountIdentifier', 'Account'],
	['customerIdentifier', 'Customer'],
	['recipientEmail', 'Recipient Email'],
	['postalCode', 'Postal Code'],
	['amount', 'Amount'],
]);
const ACCOUNT = { noun: 'account', field: 'accountIdentifier', identifier: 'acme-xyz' };

const words = (code: TangoErrorCode, facts: TangoErrorFacts) => {
	const { message, description } = explain(new TangoError(code, facts), NAMES);
	return `${message}. ${description}`;
};

describe('what Tango says no to', () => {
	it.each<[string, TangoErrorCode, TangoErrorFacts, RegExp]>([
		[
			'an account that it does not know, and the field to look at',
			'NOT_FOUND',
			{ thing: ACCOUNT },
			/^Tango knows no account “acme-xyz”\. Check Account, .*Environment/,
		],
		[
			'an account of another customer',
			'NOT_FOUND',
			{ thing: { ...ACCOUNT, trouble: 'ofAnotherCustomer' } },
			/^Tango knows no account “acme-xyz” of this customer\. .*Check Customer and Account/,
		],
		[
			'an account that is not active',
			'NOT_FOUND',
			{ thing: { ...ACCOUNT, trouble: 'inactive' } },
			/^The account “acme-xyz” is not active at Tango\. Choose another account in Account/,
		],
		[
			'a card, whose token stays hidden',
			'NOT_FOUND',
			{ thing: { noun: 'credit card', field: 'creditCardToken' } },
			/^Tango knows no credit card\. /,
		],
		[
			'an address that is not its API’s: a path',
			'NOT_FOUND',
			{ thing: ACCOUNT, reason: 'unknownAddress' },
			/^The address in the credential is not that of Tango’s API\. .*Base URL.*\/raas\/v2/,
		],
		[
			'an address that is not its API’s: a page',
			'NOT_FOUND',
			{ reason: 'webPage' },
			/^The address in the credential is not that of Tango’s API/,
		],
		[
			'an address that is not its API’s: with the one that was asked',
			'NOT_FOUND',
			{ reason: 'webPage', askedAt: 'https://gateway.example.test/tango' },
			/Check the Base URL in the credential \(https:\/\/gateway\.example\.test\/tango\), its path/,
		],
		[
			'something without a name, as when an address lacks its path',
			'NOT_FOUND',
			{},
			/^Tango does not know what was asked for\. Check the identifiers.*Base URL.*\/raas\/v2/,
		],
		[
			'an address that nobody answers at',
			'NOT_SENT',
			{ reason: 'refused', askedAt: 'https://gateway.example.test/tango' },
			/^Tango could not be reached: the connection was refused\. .*Check the Base URL in the credential \(https:\/\/gateway\.example\.test\/tango\) and the network/,
		],
		[
			'an address of Tango’s own, which nobody has to correct',
			'NOT_SENT',
			{ reason: 'dns', askedAt: 'https://integration-api.tangocard.com/raas/v2' },
			/^Tango could not be reached: its address.*Check the network of/,
		],
		[
			'something that is there already',
			'CONFLICT',
			{ thing: ACCOUNT },
			/^Tango has the account “acme-xyz” already\. Use another value for Account/,
		],
		[
			'an account without enough money for an order',
			'INSUFFICIENT_FUNDS',
			{ thing: ACCOUNT, apiMessage: 'holds 20' },
			/^Account “acme-xyz” does not hold enough money for this order\. .*choose another one or lower the amount.*Tango said: “holds 20”/,
		],
		[
			'an account without enough money for a transfer',
			'INSUFFICIENT_FUNDS',
			{ thing: ACCOUNT, movement: 'transfer' },
			/^Account “acme-xyz” does not hold enough money for this transfer/,
		],
		[
			'an account that is short of money',
			'INSUFFICIENT_FUNDS',
			{ thing: ACCOUNT, funds: { holds: 20, missing: 5, currencyCode: 'USD' } },
			/^Account “acme-xyz” does not hold enough money for this order: it holds 20 USD, and 5 USD are missing\. /,
		],
		[
			'a card that could not be charged, which is no account',
			'INSUFFICIENT_FUNDS',
			{ thing: ACCOUNT, movement: 'deposit' },
			/^The credit card could not be charged/,
		],
		[
			'a client that has had its tokens of the day: a limit, and no wrong secret',
			'TOKEN_REFUSED',
			{ detail: 'daily_rate_limit', apiMessage: 'daily_rate_limit' },
			/daily limit of this client is reached\. .*the credential is not wrong/,
		],
		[
			'a client that asks for tokens too fast',
			'RATE_LIMITED',
			{ reason: 'rateLimited', status: 429 },
			/^Tango’s token address asks to slow down.*the credential is not wrong/,
		],
		[
			'an audience that nobody knows',
			'TOKEN_REFUSED',
			{ detail: 'access_denied', apiMessage: 'Service not found: https://api.example.test' },
			/does not know the Audience of the credential\. .*Set Audience/,
		],
	])('is named with a mend of its own: %s', (_what, code, facts, expected) => {
		expect(words(code, facts)).toMatch(expected);
	});

	it('is told of every field, by its name in the form, and once', () => {
		const apiFields = [
			{ path: 'recipient.email', message: 'not well-formed' },
			{ path: 'amount', message: 'must be higher' },
			{ path: 'recipient.address[0].postalCode', message: 'may not be null' },
			{ path: 'x.y', message: 'odd' },
			{ path: 'amount', message: 'must be higher' },
		];
		const apiMessage = 'not well-formed; must be higher; may not be null; odd';
		const told = words('REJECTED', { apiFields, apiMessage });
		expect(told).toMatch(
			/^Tango refused the request: Recipient Email: not well-formed; Amount: must be higher; Postal Code: may not be null; x\.y: odd\. It was not/,
		);
		expect(told).not.toContain('Tango said');
	});
});
