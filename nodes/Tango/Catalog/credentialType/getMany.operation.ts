import { ENDPOINTS } from '../../core';
import { defineListOperation } from '../../n8n/run/listOperation';
import { picking } from '../../n8n/run/output';

export const getManyCredentialTypes = defineListOperation({
	resource: 'credentialType',
	action: 'Get the ways to redeem rewards',
	description: 'Get what a reward can be redeemed with, such as a claim code or a link',
	filters: {},
	find: async (_filters, limit, { tango, call }) =>
		await tango.list(ENDPOINTS.listCredentialTypes, {}, limit, call),
	output: picking(['credentialType', 'description']),
});
