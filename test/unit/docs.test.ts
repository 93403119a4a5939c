import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { z } from 'zod/v4';

import { TangoApi } from '../../credentials/TangoApi.credentials.ts';
import { TangoOAuth2Api } from '../../credentials/TangoOAuth2Api.credentials.ts';
import { CATALOG_OPERATIONS, CATALOG_RESOURCES } from '../../nodes/Tango/Catalog/operations.ts';
import { CUSTOMER_OPERATIONS, CUSTOMER_RESOURCES } from '../../nodes/Tango/Customers/operations.ts';
import type { Operation } from '../../nodes/Tango/n8n/run/operation.ts';
import { ORDER_OPERATIONS, ORDER_RESOURCES } from '../../nodes/Tango/Orders/operations.ts';

/* What README and docs show must be there: links, pictures, commands, expressions and operations. */

const ROOT = resolve(import.meta.dirname, '../..');
const OURS = 'https://github.com/n8n-nodes-tango/n8n-nodes-tango';
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const namesIn = (folder: string) =>
	readdirSync(join(ROOT, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(folder, name));
const PAGES = [...namesIn('.'), ...namesIn('docs'), 'test/sandbox/README.md'].map((path) => ({
	path,
	text: read(path),
}));
/** What people read; the others are for developers. */
const GUIDES = PAGES.filter(({ path }) => path === 'README.md' || path.startsWith('docs/'));

const FENCE = /^```(\w*)\n([\s\S]*?)^```$/gm;
const withoutCode = (text: string) => text.replace(FENCE, '').replace(/`[^`\n]*`/g, '');

/** "When it doesn't connect" is #when-it-doesnt-connect, as GitHub makes it; a second one gets -1. */
function anchorsOf(text: string): Set<string> {
	const headings = [...text.replace(FENCE, '').matchAll(/^#+ (.+)$/gm)];
	const anchors = new Set<string>();
	for (const [, heading = ''] of headings) {
		const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
		const anchor = plain.replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '').replaceAll(' ', '-');
		let free = anchor;
		for (let count = 1; anchors.has(free); count++) free = `${anchor}-${count}`;
		anchors.add(free);
	}
	return anchors;
}

/** What is wrong with a link on a page; links to elsewhere are not followed. */
function problemOf(link: string, page: string): string | undefined {
	const target = link.replace(`${OURS}/blob/main/`, '/').replace(`${OURS}#readme`, '/README.md');
	if (/^[a-z]+:/.test(target)) return undefined;
	const [path = '', anchor] = target.split('#');
	const file = path.startsWith('/')
		? join(ROOT, path)
		: path === ''
			? join(ROOT, page)
			: resolve(ROOT, dirname(page), path);
	if (!existsSync(file)) return `${page}: ${link} leads to no file`;
	if (anchor === undefined || anchorsOf(read(relative(ROOT, file))).has(anchor)) return undefined;
	return `${page}: ${link} leads to no heading`;
}

describe.each(PAGES)('the page $path', ({ path, text }) => {
	it('links only to files and headings that are there', () => {
		const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)];
		const problems = links.flatMap(([, link = '', other = '']) => problemOf(link || other, path) ?? []);
		expect(problems).toEqual([]);
	});
});

describe('the pictures', () => {
	it.each(PAGES)('say in words what they show, for those who do not see them: $path', ({ text }) => {
		const alts = [...withoutCode(text).matchAll(/!\[([^\]]*)\]\(/g)].map(([, alt = '']) => alt);
		expect(alts.filter((alt) => !/\w+\W+\w+/.test(alt))).toEqual([]);
		expect(new Set(alts).size).toBe(alts.length);
		for (const [image] of text.matchAll(/<img[^>]*>/g)) expect(image).toMatch(/alt="[^"]+"/);
	});

	it('are all shown somewhere', () => {
		const shown = PAGES.map(({ text }) => text).join('\n');
		expect(
			readdirSync(join(ROOT, 'docs/images')).filter((name) => !shown.includes(`images/${name}`)),
		).toEqual([]);
	});
});

it('a link to nowhere is found', () => {
	expect(problemOf('docs/nowhere.md', 'README.md')).toMatch(/no file/);
	expect(problemOf('security.md#nowhere', 'docs/gateways.md')).toMatch(/no heading/);
	expect(problemOf(`${OURS}/blob/main/docs/gateways.md#nginx`, '')).toBeUndefined();
});

describe('the help of the editor', () => {
	const codexes = readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.node.json'),
	);
	const codexSchema = z.looseObject({
		resources: z.looseObject({ primaryDocumentation: z.array(z.object({ url: z.string() })).nonempty() }),
	});

	it.each(codexes)('leads from %s to a page of ours that is there', (name) => {
		const { resources } = codexSchema.parse(JSON.parse(read(join('nodes', name))));
		for (const { url } of resources.primaryDocumentation) {
			expect(url).toContain(`${OURS}/blob/main/docs/`);
			expect(problemOf(url, name)).toBeUndefined();
		}
	});

	it.each([new TangoApi(), new TangoOAuth2Api()])(
		'leads from $displayName to its part of the page',
		(one) => {
			expect(one.documentationUrl).toContain(`${OURS}/blob/main/docs/credentials.md#`);
			expect(problemOf(one.documentationUrl, one.name)).toBeUndefined();
		},
	);
});

describe('what the guides show to copy', () => {
	const { scripts } = z
		.looseObject({ scripts: z.record(z.string(), z.string()) })
		.parse(JSON.parse(read('package.json')));
	const blocks = GUIDES.flatMap(({ path, text }) =>
		[...text.matchAll(FENCE)].map(([, language = '', code = '']) => ({ path, language, code })),
	);
	const codeOf = (text: string) =>
		[...text.matchAll(FENCE), ...text.matchAll(/`([^`\n]*)`/g)].map(([code]) => code);
	/** Those of this page are tried by tests of their own: test/unit/n8n/words/gateway.test.ts and test/gateways. */
	const TRIED = 'docs/gateways.md';

	it('is JSON that can be read, a command of this package, or tried by a test of its own', () => {
		for (const { path, language, code } of blocks.filter((block) => block.path !== TRIED)) {
			expect(['json', 'bash'], path).toContain(language);
			if (language === 'json') expect(() => void JSON.parse(code), path).not.toThrow();
			else
				for (const line of code.trim().split('\n')) expect(line, path).toMatch(/^npm (?:cit|start|run \S+)/);
		}
	});

	it.each(GUIDES)('names only commands that there are: $path', ({ text }) => {
		const runs = codeOf(text).flatMap((code) => [...code.matchAll(/npm run ([\w:]+)/g)]);
		for (const [, script = ''] of runs) expect(Object.keys(scripts)).toContain(script);
	});

	it.each(GUIDES)('has only expressions that n8n can read: $path', ({ text }) => {
		const expressions = codeOf(text).flatMap((code) => [...code.matchAll(/\{\{(.+?)\}\}/g)]);
		for (const [whole, expression = ''] of expressions) {
			expect(() => new Script(`(${expression})`), whole).not.toThrow();
		}
	});
});

describe('the operations that the guides name', () => {
	const known = new Set(
		(
			[
				[ORDER_RESOURCES, ORDER_OPERATIONS],
				[CUSTOMER_RESOURCES, CUSTOMER_OPERATIONS],
				[CATALOG_RESOURCES, CATALOG_OPERATIONS],
			] as const
		).flatMap(([resources, operations]) =>
			operations.map(
				({ resource, name }) => `${resources.find(({ value }) => value === resource)?.name}: ${name}`,
			),
		),
	);
	const RESOURCES = [...new Set([...known].map((name) => name.split(':')[0]))].join('|');

	it.each(GUIDES)('are those that there are: $path', ({ text }) => {
		const named = [...withoutCode(text).matchAll(new RegExp(`\\*\\*((?:${RESOURCES}): [^*]+)\\*\\*`, 'g'))];
		for (const [, name = ''] of named) expect([...known]).toContain(name.replace(/\s+/g, ' '));
	});
});

describe('the limits that the guide tells', () => {
	const page = read('docs/limits-and-approvals.md');
	const defaultsOf = ({ properties }: Operation) => {
		const fields = properties.flatMap((one) => [
			one,
			...(one.options ?? []).filter((option) => 'default' in option),
		]);
		const [amount, total] = ['maximumAmount', 'maximumTotal'].map((name) =>
			Number(fields.find((one) => one.name === name && 'default' in one)?.default).toLocaleString('en'),
		);
		return { amount, total };
	};

	it('are those of orders and bulk orders', () => {
		const orders = ORDER_OPERATIONS.filter(
			({ value, resource }) => value === 'create' && resource !== 'emailTemplate',
		);
		expect(orders).toHaveLength(2);
		for (const order of orders) {
			const { amount, total } = defaultsOf(order);
			expect(page).toMatch(new RegExp(`Maximum Amount +\\| ${amount} .*\n\\| Maximum Total +\\| ${total} `));
		}
	});

	it('are those of deposits and transfers', () => {
		const moving = CUSTOMER_OPERATIONS.filter(({ value }) => ['depositFromCard', 'transfer'].includes(value));
		expect(moving).toHaveLength(2);
		for (const movement of moving) {
			const { amount, total } = defaultsOf(movement);
			expect(page).toContain(`${amount} for each and ${total} for one\nexecution`);
		}
	});
});
