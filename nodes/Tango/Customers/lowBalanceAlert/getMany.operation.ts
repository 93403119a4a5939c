import { ENDPOINTS } from '../../core';
import { filterCollection } from '../../n8n/fields/collection';
import { limitOf, LIST_FIELDS } from '../../n8n/fields/listFields';
import { REQUEST_OPTIONS } from '../../n8n/fields/requestOptions';
import { text } from '../../n8n/fields/text';
import { defineOperation } from '../../n8n/run/operation';
import { ALERT_NAME, OF_ACCOUNT, threshold } from './alert.fields';
import { alertOutput } from './output';

export const getManyAlerts = defineOperation({
	resource: 'lowBalanceAlert',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many low balance alerts',
	description: 'Get the alerts of an account',
	fields: {
		...OF_ACCOUNT,
		...LIST_FIELDS,
		// Tango's third filter, by addresses, is a list of objects: its API does not say how those are written.
		filters: filterCollection({
			balanceAlertDisplayName: text(ALERT_NAME),
			balanceAlertThreshold: threshold,
		}),
		options: REQUEST_OPTIONS,
	},
	execute: async (
		{ customerIdentifier, accountIdentifier, filters, simplify, ...length },
		{ tango, call },
	) => {
		const request = { path: { customerIdentifier, accountIdentifier }, query: filters };
		const alerts = await tango.list(ENDPOINTS.listAlerts, request, limitOf(length), call);
		return alerts.map((alert) => alertOutput(alert, simplify));
	},
});
