import type { ICredentialType, INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';

import { TangoApi } from '../../../credentials/TangoApi.credentials.ts';
import { TangoOAuth2Api } from '../../../credentials/TangoOAuth2Api.credentials.ts';
import { TangoCatalog } from '../../../nodes/Tango/Catalog/TangoCatalog.node.ts';
import { TangoCustomers } from '../../../nodes/Tango/Customers/TangoCustomers.node.ts';
import { TangoOrders } from '../../../nodes/Tango/Orders/TangoOrders.node.ts';
import { TangoOrdersTrigger } from '../../../nodes/Tango/Orders/TangoOrdersTrigger.node.ts';
import { TangoTrigger } from '../../../nodes/Tango/Triggers/TangoTrigger.node.ts';

const NODES: readonly INodeType[] = [
	new TangoOrders(),
	new TangoCustomers(),
	new TangoCatalog(),
	new TangoTrigger(),
	new TangoOrdersTrigger(),
];
const CREDENTIALS: readonly ICredentialType[] = [new TangoApi(), new TangoOAuth2Api()];

/** One field or one entry of a menu, as a person meets it. */
export interface Said {
	/** The way to it: node, operation, field, entry. */
	readonly where: string;
	readonly name: string;
	readonly description: string | undefined;
}

/** What every form of the package says: fields, what is inside of them, and the entries of their menus. */
export function everythingSaid(): Said[] {
	return [
		...NODES.flatMap(({ description: { name, properties } }) => properties.flatMap((one) => said(one, name))),
		...CREDENTIALS.flatMap(({ name, properties }) => properties.flatMap((one) => said(one, name))),
	];
}

function said(property: INodeProperties, above: string): Said[] {
	if (property.type === 'notice' || property.type === 'hidden') return [];
	const { resource, operation, event } = property.displayOptions?.show ?? {};
	const place = [resource, operation, event].flatMap((one) => one ?? []).join('.');
	const where = [above, place, property.name].filter(Boolean).join(' > ');
	const { displayName, description, options = [] } = property;
	return [{ where, name: displayName, description }, ...options.flatMap((one) => insideOf(one, where))];
}

type Inside = NonNullable<INodeProperties['options']>[number];

function insideOf(one: Inside, where: string): Said[] {
	if ('values' in one) return one.values.flatMap((value) => said(value, where));
	return 'type' in one ? said(one, where) : [entry(one, where)];
}

function entry({ name, description }: INodePropertyOptions, where: string): Said {
	return { where: `${where} > ${name}`, name, description };
}
