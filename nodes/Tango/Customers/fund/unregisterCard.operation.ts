import { ENDPOINTS, readRecord } from '../../core';
import { account, creditCard, customer } from '../../n8n/fields/locators';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { defineOperation } from '../../n8n/run/operation';
import { pick } from '../../n8n/run/output';

export const unregisterCard = defineOperation({
	resource: 'fund',
	value: 'unregisterCard',
	name: 'Unregister Card',
	action: 'Take a credit card off an account',
	description: 'Take a credit card off an account, so that it can be charged no more',
	changes: true,
	fields: {
		customerIdentifier: customer(),
		accountIdentifier: account(),
		creditCardToken: creditCard(),
		options: REQUEST_OPTIONS,
	},
	execute: async ({ customerIdentifier, accountIdentifier, creditCardToken }, { tango, call }) => {
		const body = { customerIdentifier, accountIdentifier, creditCardToken };
		const { json } = await tango.send(ENDPOINTS.unregisterCreditCard, { body }, call);
		return { ...body, ...pick(readRecord(json), ['message', 'createdDate']) };
	},
});
