import { NodeHelpers, type INode, type INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { TangoCustomers } from '../../../../nodes/Tango/Customers/TangoCustomers.node.ts';
import { TangoOrders } from '../../../../nodes/Tango/Orders/TangoOrders.node.ts';

/** Names of the fields that n8n shows for these parameters. */
function shown(node: TangoOrders | TangoCustomers, name: string, values: INodeParameters): Set<string> {
	const { description } = node;
	const type = { ...description, name };
	const all = { ...values };
	const own: INode = { id: '1', name, type: name, typeVersion: 1, position: [0, 0], parameters: all };
	return new Set(
		description.properties
			.filter((one) => NodeHelpers.displayParameter(all, one, own, type))
			.map((property) => property.name),
	);
}

const BY_PERSON = ['referenceSource', 'reference'];
const BY_AGENT = ['toolScope', 'repeatReward', 'allowedRecipients', 'toolDescription'];

describe('the form', () => {
	it.each(['create', 'preview'])(
		'of %s asks a person for a reference and the author of a tool for the event',
		(operation) => {
			const values = { resource: 'order', operation, referenceSource: 'businessKey', spendingLimits: 'on' };
			const asNode = shown(new TangoOrders(), 'tangoOrders', values);
			const asTool = shown(new TangoOrders(), 'tangoOrdersTool', values);
			for (const name of BY_PERSON) expect([asNode.has(name), asTool.has(name)]).toEqual([true, false]);
			for (const name of BY_AGENT) expect([asNode.has(name), asTool.has(name)]).toEqual([false, true]);
			for (const name of ['maximumAmount', 'maximumTotal', 'spendingLimits']) {
				expect([asNode.has(name), asTool.has(name)]).toEqual([true, true]);
			}
			expect(asTool.has('rewardNumber')).toBe(false);
			expect(shown(new TangoOrders(), 'tangoOrdersTool', { ...values, repeatReward: true })).toContain(
				'rewardNumber',
			);
		},
	);

	it('has the switches only as a tool and only where they mean something', () => {
		const transfer = { resource: 'fund', operation: 'transfer' };
		expect(shown(new TangoCustomers(), 'tangoCustomersTool', transfer)).toContain('allowMoneyMovement');
		expect(shown(new TangoCustomers(), 'tangoCustomers', transfer)).not.toContain('allowMoneyMovement');
		const list = { resource: 'account', operation: 'getMany' };
		expect(shown(new TangoCustomers(), 'tangoCustomersTool', list)).not.toContain('allowMoneyMovement');
		const get = { resource: 'order', operation: 'get' };
		expect(shown(new TangoOrders(), 'tangoOrdersTool', get)).toContain('giveCodesToModel');
		expect(shown(new TangoOrders(), 'tangoOrders', get)).not.toContain('giveCodesToModel');
	});
});
