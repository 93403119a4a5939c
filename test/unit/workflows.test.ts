import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod/v4';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

const stepSchema = z.object({
	uses: z.string().optional(),
	run: z.string().optional(),
	with: z.record(z.string(), z.unknown()).optional(),
});

const workflowSchema = z.object({
	permissions: z.record(z.string(), z.string()),
	jobs: z.record(
		z.string(),
		z.object({
			permissions: z.record(z.string(), z.string()).optional(),
			needs: z.string().optional(),
			/** Another workflow instead of steps. */
			uses: z.string().optional(),
			steps: z.array(stepSchema).default([]),
			strategy: z
				.object({
					matrix: z.object({
						node: z.array(z.string()).optional(),
						include: z.array(z.object({ step: z.string() })).optional(),
					}),
				})
				.optional(),
		}),
	),
});

const FOLDER = '.github/workflows/';
const workflows = readdirSync(new URL(FOLDER, ROOT)).map((name) => {
	const text = read(`${FOLDER}${name}`);
	return { name, text, ...workflowSchema.parse(parse(text)) };
});

function job(workflow: string, name: string) {
	const found = workflows.find((one) => one.name === workflow)?.jobs[name];
	if (found === undefined) throw new Error(`${workflow} has no job ${name}`);
	return { ...found, runs: found.steps.flatMap(({ run }) => run ?? []) };
}

describe.each(workflows)('the workflow $name', ({ text, jobs, permissions }) => {
	it('uses actions of a fixed commit only, as a tag can be moved', () => {
		const used = Object.values(jobs).flatMap(({ uses, steps }) => [uses, ...steps.map((step) => step.uses)]);
		// What lies in this repository is of the same commit anyway.
		const foreign = used.flatMap((one) => one ?? []).filter((one) => !one.startsWith('./'));
		expect(foreign.length).toBeGreaterThan(0);
		for (const action of foreign) expect(action).toMatch(/@[0-9a-f]{40}$/);
	});

	it('may write nothing to the repository, and holds no secret', () => {
		const all = [permissions, ...Object.values(jobs).map((one) => one.permissions ?? {})];
		expect(all.flatMap((one) => Object.entries(one)).filter(([, may]) => may === 'write')).toEqual(
			text.includes('npm publish') ? [['id-token', 'write']] : [],
		);
		expect(text).not.toMatch(/secrets[.:]|NODE_AUTH_TOKEN|NPM_TOKEN/);
	});
});

describe('a release', () => {
	const publish = job('release.yml', 'publish');

	it('is published with provenance, and only after all suites have passed', () => {
		expect(publish.runs).toEqual(['npm publish ./packed/*.tgz --provenance --access public']);
		expect(publish.needs).toBe('test');
		expect(job('release.yml', 'test')).toMatchObject({ uses: './.github/workflows/ci.yml', needs: 'ready' });
	});

	it('begins only when tag, manifest and changelog name the same version', () => {
		expect(job('release.yml', 'ready').runs).toEqual(['node test/release/check.ts "$GITHUB_REF_NAME"']);
	});

	it('publishes the very file that was packed once and tested by every suite', () => {
		const artifact = { with: { name: 'package', path: 'packed' } };
		for (const one of [publish, job('ci.yml', 'suites'), job('ci.yml', 'node')]) {
			expect(one.steps).toContainEqual(expect.objectContaining(artifact));
		}
		for (const name of ['suites', 'node']) {
			expect(job('ci.yml', name).needs).toBe('pack');
			expect(job('ci.yml', name).runs.at(-1)).toMatch(
				/^PACKAGE_TARBALL=\$\(echo packed\/\*\.tgz\) \.ci\/run /,
			);
		}
		const uses = publish.steps.map((step) => step.uses ?? '');
		expect(uses.filter((one) => one.startsWith('actions/checkout@'))).toEqual([]);
	});

	it('is built from signed packages, without anything that an earlier run has cached', () => {
		const pack = job('ci.yml', 'pack');
		expect(pack.runs).toEqual(['npm ci', 'npm audit signatures', 'npm run pack -- packed']);
		for (const { steps } of [pack, publish]) {
			expect(steps.filter((step) => step.with?.cache !== undefined)).toEqual([]);
			expect(steps.filter(({ uses }) => uses?.startsWith('actions/cache'))).toEqual([]);
		}
	});
});

describe('CI', () => {
	const nodes = job('ci.yml', 'node').strategy?.matrix.node ?? [];

	it('does each step of .ci/run in a job of its own', () => {
		const steps = /^steps=\((.+)\)$/m.exec(read('.ci/run'))?.[1]?.split(' ') ?? [];
		const jobs = job('ci.yml', 'suites').strategy?.matrix.include?.map(({ step }) => step) ?? [];
		expect(steps.length).toBeGreaterThan(4);
		expect([...jobs, 'node'].sort()).toEqual(steps.sort());
	});

	it('runs on the oldest Node that the package supports', () => {
		const { engines } = z
			.object({ engines: z.object({ node: z.string() }) })
			.parse(JSON.parse(read('package.json')));
		expect(engines.node).toBe(`>=${nodes[0]}`);
	});

	it('does what SECURITY.md says of it', () => {
		const said = read('SECURITY.md').replaceAll(/\s+/g, ' ');
		expect(said).toContain(
			`Unit, contract and package suites also run on Node ${nodes.join(', ').replace(/, (?=\d+$)/, ' and ')}.`,
		);
		expect(said).toContain(
			'The package is packed once, and the very file that all suites passed with is published.',
		);
	});
});
