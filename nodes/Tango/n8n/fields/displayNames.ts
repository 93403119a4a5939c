import type { INodeProperties } from 'n8n-workflow';

/** Every field of a node by its name, those inside collections included; a top-level field wins. */
export function fieldNames(properties: readonly INodeProperties[]): Map<string, string> {
	const names = new Map<string, string>();
	const inner: INodeProperties[] = [];
	for (const property of properties) {
		names.set(property.name, property.displayName);
		for (const option of property.options ?? []) {
			if ('type' in option) inner.push(option);
			if ('values' in option) inner.push(...option.values);
		}
	}
	for (const { name, displayName } of inner) if (!names.has(name)) names.set(name, displayName);
	return names;
}
