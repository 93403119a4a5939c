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

	it('tells a model what an operation spends and what to do first, and its author may change that', () => {
		const { description } = new TangoOrders();
		const type = { ...description, name: 'tangoOrdersTool' };
		const textFor = (given: INodeParameters) => {
			const own: INode = {
				id: '1',
				name: 'Tango',
				type: type.name,
				typeVersion: 1,
				position: [0, 0],
				parameters: given,
			};
			const all = NodeHelpers.getNodeParameters(type.properties, given, true, false, own, type) ?? {};
			return NodeHelpers.getToolDescriptionForNode({ ...own, parameters: all }, { description: type });
		};
		expect(textFor({ resource: 'order', operation: 'create' })).toMatch(
			/^Sends a gift card and spends real money/,
		);
		expect(textFor({ resource: 'order', operation: 'get' })).toMatch(/^Get an order\. /);
		const own = { resource: 'order', operation: 'create', toolDescription: 'Thank a customer' };
		expect(textFor(own)).toBe('Thank a customer');
	});

	it('has the switches only as a tool and only where they mean something', () => {
		const transfer = { resource: 'fund', operation: 'transfer' };
		expect(shown(new TangoCustomers(), 'tangoCustomersTool', transfer)).toContain('allowMoneyMovement');
		expect(shown(new TangoCustomers(), 'tangoCustomers', transfer)).not.toContain('allowMoneyMovement');
		const list = { resource: 'account', operation: 'getMany' };
		expect(shown(new TangoCustomers(), 'tangoCustomersTool', list)).not.toContain('allowMoneyMovement');
		expect(shown(new TangoCustomers(), 'tangoCustomersTool', list)).toContain('giveBalancesToModel');
		expect(shown(new TangoCustomers(), 'tangoCustomers', list)).not.toContain('giveBalancesToModel');
		const get = { resource: 'order', operation: 'get' };
		expect(shown(new TangoOrders(), 'tangoOrdersTool', get)).toContain('giveCodesToModel');
		expect(shown(new TangoOrders(), 'tangoOrders', get)).not.toContain('giveCodesToModel');
	});
});
