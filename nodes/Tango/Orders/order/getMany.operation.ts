import { readOrder } from '../../core';
import { choice } from '../../n8n/fields/choices';
import { moment } from '../../n8n/fields/moment';
import { email, text } from '../../n8n/fields/text';
import { defineListOperation } from '../../n8n/run/listOperation';
import { checkPeriod, untilNow } from './orderPeriod';
import { orderOutput } from './orderOutput';

export const getMany = defineListOperation({
	resource: 'order',
	action: 'Get many orders',
	description: 'Get a list of orders. A Start Date and an End Date lie at most 100 days apart.',
	filters: {
		accountIdentifier: text(),
		campaign: text(),
		customerIdentifier: text(),
		endDate: moment({}, 'end'),
		externalRefID: text({}, { kind: 'reference' }),
		orderStatus: choice(
			{
				CANCELLED: 'Cancelled',
				COMPLETE: 'Complete',
				FAILED: 'Failed',
				ON_HOLD: 'On Hold',
				PARTIAL: 'Partial',
				PENDING: 'Pending',
				QUEUED: 'Queued',
			},
			{ default: 'COMPLETE' },
		),
		recipientEmail: email(),
		startDate: moment(),
		utid: text({ placeholder: 'e.g. U666425' }),
	},
	checkFilters: checkPeriod,
	find: async (query, limit, { tango, call }) => await tango.listOrders(untilNow(query), limit, call),
	output: (order, simplify) => orderOutput(readOrder(order), { simplify, includeRewardCredentials: false }),
});
