import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod/v4';

const GITHUB = new URL('../../.github/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, GITHUB), 'utf8');
const PRIVATE = 'https://github.com/n8n-nodes-tango/n8n-nodes-tango/security/advisories/new';

const FORMS = readdirSync(new URL('ISSUE_TEMPLATE/', GITHUB))
	.filter((file) => file !== 'config.yml')
	.map((file) => `ISSUE_TEMPLATE/${file}`);

describe('whoever writes to the project', () => {
	it.each([...FORMS, 'pull_request_template.md'])('is told by %s never to paste what is secret', (file) => {
		expect(read(file)).toMatch(/Never paste an API key, a client secret, a token or a reward code/);
	});

	const formSchema = z.object({
		name: z.string(),
		description: z.string(),
		body: z.array(
			z.object({ type: z.string(), attributes: z.object({ options: z.array(z.unknown()).optional() }) }),
		),
	});
	it.each(FORMS)('says in %s that nothing secret is in it', (file) => {
		const [last] = formSchema.parse(parse(read(file))).body.slice(-1);
		expect(last).toMatchObject({ type: 'checkboxes', attributes: { options: [{ required: true }] } });
	});

	it('is led to the private report with a weakness, and cannot leave the forms out', () => {
		expect(parse(read('ISSUE_TEMPLATE/config.yml'))).toMatchObject({
			blank_issues_enabled: false,
			contact_links: [{ url: PRIVATE }],
		});
		expect(read('ISSUE_TEMPLATE/bug.yml')).toContain(PRIVATE);
	});
});

it('Dependabot keeps both lock files and the actions, in few pull requests', () => {
	const group = z.record(z.string(), z.object({ patterns: z.array(z.string()) }));
	const { updates } = z
		.object({ updates: z.array(z.looseObject({ schedule: z.unknown(), groups: group })) })
		.parse(parse(read('dependabot.yml')));
	expect(updates).toMatchObject([
		{ 'package-ecosystem': 'npm', directories: ['/', '/test/n8n/install/host'] },
		{ 'package-ecosystem': 'github-actions', directory: '/' },
	]);
	for (const { schedule, groups } of updates) {
		expect(schedule).toEqual({ interval: 'weekly' });
		expect(Object.values(groups).flatMap(({ patterns }) => patterns)).toContain('*');
	}
});
