import { businessKeyReference } from '../../core';
import { choice } from '../../n8n/fields/choices';
import { account } from '../../n8n/fields/locators';
import { SIMPLIFY } from '../../n8n/fields/listFields';
import { optionsWith } from '../../n8n/fields/requestOptions';
import { mandatoryText } from '../../n8n/fields/text';
import { defineOperation } from '../../n8n/run/operation';
import { INCLUDE_REWARD_CREDENTIALS } from './order.fields';
import { orderOutput } from './orderOutput';

export const findByReference = defineOperation({
	resource: 'order',
	value: 'findByReference',
	name: 'Find by Reference',
	action: 'Find a reward by your reference',
	description: 'See whether a reward was already ordered',
	holdsCodes: true,
	fields: {
		accountIdentifier: account(),
		referenceType: choice(
			{
				businessKey: {
					name: 'Business Key',
					description: 'The value that was given as Reference when the order was created',
				},
				externalRefID: {
					name: 'External Reference ID',
					description: 'The externalRefID as Tango and the output of Create show it',
				},
			},
			{ default: 'businessKey', description: 'Which of the two references you have' },
		),
		reference: {
			...mandatoryText(
				{ placeholder: 'e.g. {{ $json.responseId }}', description: 'What the reward was ordered with' },
				{ kind: 'reference' },
			),
			withoutHoles: true,
		},
		simplify: SIMPLIFY,
		options: optionsWith(INCLUDE_REWARD_CREDENTIALS),
	},
	execute: async ({ accountIdentifier, referenceType, reference, simplify, options }, { tango, call }) => {
		const externalRefID =
			referenceType === 'businessKey' ? businessKeyReference(accountIdentifier, reference) : reference;
		const found = await tango.findOrder({ externalRefID, accountIdentifier }, call);
		// An item either way, so that the workflow can branch on it.
		if (!found) return { found: false, externalRefID };
		const { includeRewardCredentials = false } = options;
		const own = referenceType === 'businessKey' ? { reference } : {};
		const shown = { simplify, includeRewardCredentials, raw: found.raw, ...own };
		return { found: true, ...orderOutput(found.order, shown) };
	},
});
