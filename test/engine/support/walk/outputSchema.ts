import type { INodeExecutionData } from 'n8n-workflow';

/** The shape of values as n8n's editor shows it before the first run: types alone. */
export interface Shape {
	readonly type: string;
	readonly properties?: Readonly<Record<string, Shape>>;
	readonly items?: Shape;
}

/** What n8n reads beside a node, in `__schema__/v1.0.0/<resource>/<operation>.json`. */
export function outputSchema(items: readonly INodeExecutionData[]): Shape & { readonly version: number } {
	const shape = shapeOf(items.map(({ json }) => json));
	return { ...(shape.items ?? { type: 'object' }), version: 1 };
}

function shapeOf(value: unknown): Shape {
	if (value === null || value === undefined) return { type: 'null' };
	if (Array.isArray(value)) {
		const items = value.map(shapeOf).reduce<Shape | undefined>((all, one) => joined(all, one), undefined);
		return { type: 'array', ...(items ? { items } : {}) };
	}
	if (typeof value !== 'object') return { type: typeof value };
	const properties = Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one)]));
	return { type: 'object', properties };
}

/** A field that is empty in one item has the type that it has in another. */
function joined(one: Shape | undefined, other: Shape): Shape {
	if (one === undefined || one.type === 'null') return other;
	if (other.type !== one.type) return one;
	const properties = { ...one.properties };
	for (const [name, shape] of Object.entries(other.properties ?? {})) {
		properties[name] = joined(properties[name], shape);
	}
	const items = other.items ? joined(one.items, other.items) : one.items;
	return {
		type: one.type,
		...(one.properties ? { properties } : {}),
		...(items ? { items } : {}),
	};
}
