import { inspect } from 'node:util';
import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod/v4';

import { TangoCatalog } from '../../../nodes/Tango/Catalog/TangoCatalog.node.ts';
import { TangoCustomers } from '../../../nodes/Tango/Customers/TangoCustomers.node.ts';
import { TangoTrigger } from '../../../nodes/Tango/Triggers/TangoTrigger.node.ts';
import { TangoOrders } from '../../../nodes/Tango/Orders/TangoOrders.node.ts';
import { TangoOrdersTrigger } from '../../../nodes/Tango/Orders/TangoOrdersTrigger.node.ts';

/*
 * n8n's lint rules read literals, and our forms are built. So what was built is written down as a literal again, and
 * linted under the node's own path: the rules see what the user sees.
 */

const ROOT = resolve(import.meta.dirname, '../../..');

let eslint: ESLint;

beforeAll(async () => {
	// Where tests run, n8n's rules take every file for a trigger node.
	vi.stubEnv('NODE_ENV', 'development');
	const { TYPED_RULES } = z
		.object({ TYPED_RULES: z.record(z.string(), z.unknown()) })
		.parse(await import(resolve(ROOT, 'eslint.config.mjs')));
	eslint = new ESLint({
		cwd: ROOT,
		overrideConfig: {
			// The types are checked where the code stands.
			languageOptions: { parserOptions: { project: null } },
			rules: Object.fromEntries(Object.keys(TYPED_RULES).map((rule) => [rule, 'off'])),
		},
	});
});
afterAll(() => vi.unstubAllEnvs());

const NODES: ReadonlyArray<readonly [string, INodeType]> = [
	['Orders', new TangoOrders()],
	['Orders', new TangoOrdersTrigger()],
	['Customers', new TangoCustomers()],
	['Catalog', new TangoCatalog()],
	['Triggers', new TangoTrigger()],
];

/** Only whether they are there is looked at. */
const WEBHOOK_METHODS =
	'webhookMethods = { default: { async checkExists() { return true; }, async create() { return true; }, async delete() { return true; } } };';

/** A node file that says what was built; `change` spoils it. */
function written(
	{ description, constructor, webhookMethods }: INodeType,
	properties = description.properties,
): string {
	const literal = inspect(
		{ ...description, properties },
		{ depth: null, maxArrayLength: null, maxStringLength: null, breakLength: 100 },
	);
	return `import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

export class ${constructor.name} implements INodeType {
	description: INodeTypeDescription = ${literal.replaceAll("[ 'main' ]", '[NodeConnectionTypes.Main]')};
	${webhookMethods ? WEBHOOK_METHODS : ''}
}
`;
}

async function rulesBrokenBy(folder: string, node: INodeType, properties?: INodeProperties[]) {
	const filePath = resolve(ROOT, `nodes/Tango/${folder}/${node.constructor.name}.node.ts`);
	const [result] = await eslint.lintText(written(node, properties), { filePath });
	return result?.messages.map(({ ruleId, message, line }) => `${ruleId} ${line}: ${message}`) ?? [];
}

describe('the built description', () => {
	it.each(NODES)('of Tango %s breaks none of n8n’s rules', async (folder, node) => {
		expect(await rulesBrokenBy(folder, node)).toEqual([]);
	});

	it.each<[string, string, Partial<INodeProperties>]>([
		[
			'a switch that does not say whether',
			'param-description-boolean-without-whether',
			{ type: 'boolean', default: false, description: 'Shows it' },
		],
		[
			'a switch without a default',
			'param-default-wrong-for-boolean',
			{ type: 'boolean', default: undefined, description: 'Whether to show it' },
		],
		['a number whose default is a text', 'param-default-wrong-for-number', { type: 'number', default: '1' }],
		['a display name in lower case', 'param-display-name-miscased', { displayName: 'some field' }],
		['an ID in lower case', 'param-display-name-miscased-id', { displayName: 'Some Id' }],
		['a blank after the display name', 'param-display-name-untrimmed', { displayName: 'Some Field ' }],
		[
			'a description that is the display name',
			'param-description-identical-to-display-name',
			{ description: 'Some Field' },
		],
		[
			'a full stop after one sentence',
			'param-description-excess-final-period',
			{ description: 'Something to fill in.' },
		],
		['required where it is not', 'param-required-false', { required: false }],
		[
			'a menu that is not sorted',
			'param-options-type-unsorted-items',
			{
				type: 'options',
				default: 'e',
				options: ['E', 'D', 'C', 'B', 'A'].map((name) => ({ name, value: name.toLowerCase() })),
			},
		],
		[
			'an e-mail field without its usual placeholder',
			'param-placeholder-missing-email',
			{ displayName: 'Email', name: 'email' },
		],
	])('would not get away with %s', async (_what, rule, mistake) => {
		const node = new TangoCatalog();
		const planted = {
			displayName: 'Some Field',
			name: 'someField',
			type: 'string',
			default: '',
			...mistake,
		} as const;
		const broken = await rulesBrokenBy('Catalog', node, [...node.description.properties, planted]);
		expect(broken.join('\n')).toContain(rule);
	});
});
