import type { INodeProperties } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';

import { CATALOG_OPERATIONS } from '../../../nodes/Tango/Catalog/operations.ts';
import { isTangoError } from '../../../nodes/Tango/core/index.ts';
import { CUSTOMER_OPERATIONS } from '../../../nodes/Tango/Customers/operations.ts';
import type { ItemContext, Operation } from '../../../nodes/Tango/n8n/run/operation.ts';
import { ORDER_OPERATIONS } from '../../../nodes/Tango/Orders/operations.ts';
import { standIn } from '../support/standIn.ts';

/* n8n's red star is at every field that a form just opened is refused for, and at no field that may be left empty. */

/**
 * Only in some cases needed, or judged with the words that the star would keep from being read: n8n does not start a
 * workflow with an empty field that has one. What they say themselves, their descriptions say.
 */
const TOLD_BY_US = new Set(['recipientEmail', 'recipientFirstName', 'reference']);

/** Preview has the fields of Create, and makes rows of what is wrong. */
const OPERATIONS = [...ORDER_OPERATIONS, ...CUSTOMER_OPERATIONS, ...CATALOG_OPERATIONS]
	.filter(({ value }) => value !== 'preview')
	.map((operation) => [`${operation.resource}: ${operation.value}`, operation] as const);

/** The fields that are refused where nothing was filled in, and these were emptied. */
async function refusedFields(operation: Operation, emptied: readonly string[] = []): Promise<string[]> {
	const untouched = {
		valueOf: (name: string, fallback: unknown) => (emptied.includes(name) ? '' : fallback),
		context: () => standIn<ItemContext>({}),
	};
	const { planned } = await operation.plan([untouched], async () => {});
	return planned.flatMap((one) => {
		const error = 'problem' in one ? one.problem : undefined;
		if (!isTangoError(error)) return [];
		const { field = '', others = [] } = error.facts;
		return [field, ...others.map((other) => other.field ?? '')];
	});
}

/** The fields with a star that a form just opened shows. */
function starredFields({ properties }: Operation): string[] {
	const values = new Map(properties.map(({ name, default: value }) => [name, value]));
	const isShown = ({ displayOptions }: INodeProperties) =>
		Object.entries(displayOptions?.show ?? {}).every(([name, wanted]) =>
			name === '@tool'
				? wanted?.some((one) => one === false)
				: wanted?.some((one) => one === values.get(name)),
		);
	return properties.filter((one) => one.required && isShown(one)).map(({ name }) => name);
}

describe('the red star', () => {
	it.each(OPERATIONS)('of %s is where an empty field is refused', async (_, operation) => {
		const refused = await refusedFields(operation);
		const starred = starredFields(operation);
		const ours = operation.pays ? TOLD_BY_US : new Set();
		expect(starred).toEqual(expect.arrayContaining(refused.filter((name) => !ours.has(name))));
		expect(await refusedFields(operation, starred)).toEqual(expect.arrayContaining(starred));
	});

	it('is at no field of a group, which n8n would ask for where nobody added it', () => {
		const inner = OPERATIONS.flatMap(([, { properties }]) =>
			properties.flatMap(({ options = [] }) => options.filter((one) => 'required' in one && one.required)),
		);
		expect(inner).toEqual([]);
	});
});
