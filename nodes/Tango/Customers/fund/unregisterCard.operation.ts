import { z } from 'zod/v4';
import { ENDPOINTS, readRecord } from '../../core';
import { ACCOUNT_FIELD, CREDIT_CARD_FIELD, CUSTOMER_FIELD, optionsField } from '../../n8n/fields/shared';
import { defineOperation } from '../../n8n/run/operation';
import { pick } from '../../n8n/run/output';
import { identifier, requestOptions, requiredText } from '../../n8n/fields/params';

export const unregisterCard = defineOperation({
	resource: 'fund',
	value: 'unregisterCard',
	name: 'Unregister Card',
	action: 'Unregister a credit card',
	description: 'Take a credit card off an account, so that it can be charged no more',
	properties: [CUSTOMER_FIELD, ACCOUNT_FIELD, CREDIT_CARD_FIELD, optionsField()],
	params: z.object({
		customerIdentifier: identifier,
		accountIdentifier: identifier,
		creditCardToken: requiredText,
		options: z.looseObject(requestOptions),
	}),
	execute: async ({ customerIdentifier, accountIdentifier, creditCardToken }, { tango, call }) => {
		const body = { customerIdentifier, accountIdentifier, creditCardToken };
		const { json } = await tango.send(ENDPOINTS.unregisterCreditCard, { body }, call);
		return { ...body, ...pick(readRecord(json), ['message', 'createdDate']) };
	},
});
