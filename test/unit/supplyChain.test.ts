import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod/v4';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');

const manifest = z
	.object({
		dependencies: z.record(z.string(), z.string()),
		devDependencies: z.record(z.string(), z.string()),
		peerDependencies: z.record(z.string(), z.string()),
		scripts: z.record(z.string(), z.string()),
		allowScripts: z.record(z.string(), z.boolean()),
		files: z.array(z.string()),
	})
	.parse(JSON.parse(read('package.json')));

const lockSchema = z.object({
	packages: z.record(
		z.string(),
		z.looseObject({
			version: z.string().optional(),
			integrity: z.string().optional(),
			resolved: z.string().optional(),
			hasInstallScript: z.boolean().optional(),
			dependencies: z.record(z.string(), z.string()).optional(),
		}),
	),
});

const LOCKS = [
	'package-lock.json',
	'test/n8n/install/host/package-lock.json',
	'test/n8n/install/oldest/package-lock.json',
	'test/n8n/install/registry/package-lock.json',
];
const lockOf = (path: string) => lockSchema.parse(JSON.parse(read(path))).packages;

/** The version that is installed at the top level. */
function locked(name: string): number[] {
	const version = lockOf('package-lock.json')[`node_modules/${name}`]?.version ?? '';
	return version.split('.').map(Number);
}

/** Not older, part by part. */
function isAtLeast([major = 0, minor = 0, patch = 0]: number[], floor: readonly [number, number, number]) {
	const [a, b, c] = floor;
	return major > a || (major === a && (minor > b || (minor === b && patch >= c)));
}

describe('the dependencies', () => {
	it('at run time are the four that were decided on, with n8n as the host', () => {
		expect(Object.keys(manifest.dependencies).sort()).toEqual(['ioredis', 'oauth4webapi', 'undici', 'zod']);
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('for development are exact versions', () => {
		for (const version of Object.values(manifest.devDependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
	});

	it('include no HTTP client older than its last advisory that touches us (GHSA-35p6-xmwp-9g52, CVE-2026-9697)', () => {
		expect(isAtLeast(locked('undici'), [7, 29, 0])).toBe(true);
		expect(manifest.dependencies.undici).toMatch(/^\^7\.(29|[3-9]\d)\./);
	});

	it('at run time need no install script of their own, and no dependency but those of the Redis client', () => {
		const packages = lockOf('package-lock.json');
		const needed = new Set(Object.keys(manifest.dependencies));
		for (const name of needed) {
			const entry = packages[`node_modules/${name}`];
			expect(entry?.hasInstallScript, name).toBeUndefined();
			for (const more of Object.keys(entry?.dependencies ?? {})) needed.add(more);
		}
		expect([...needed].sort()).toEqual([
			'@ioredis/commands',
			'cluster-key-slot',
			'debug',
			'denque',
			'ioredis',
			'ms',
			'oauth4webapi',
			'redis-errors',
			'redis-parser',
			'standard-as-callback',
			'undici',
			'zod',
		]);
	});

	it('may run install scripts here only where that was allowed', () => {
		const allowed = Object.entries(manifest.allowScripts).filter(([, may]) => may);
		expect(allowed.map(([name]) => name)).toEqual(['node']);
	});
});

describe.each(LOCKS)('the lock file %s', (path) => {
	const entries = Object.entries(lockOf(path)).filter(([name]) => name !== '');

	it('holds every package’s exact version and SHA-512 checksum', () => {
		expect(entries.length).toBeGreaterThan(100);
		for (const [name, { version, integrity }] of entries) {
			expect(version, name).toMatch(/^\d+\.\d+\.\d+/);
			expect(integrity, name).toMatch(/^sha512-/);
		}
	});

	it('names no address to download from, so that each user’s own registry decides', () => {
		expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
		// Whoever updates it, Dependabot too, leaves it so.
		expect(read(path.replace('package-lock.json', '.npmrc'))).toMatch(
			/^omit-lockfile-registry-resolved=true$/m,
		);
	});
});

it('the package runs no script of its own when it is installed', () => {
	const hooks = [
		'preinstall',
		'install',
		'postinstall',
		'prepare',
		'prepublish',
		'preprepare',
		'postprepare',
	];
	expect(Object.keys(manifest.scripts).filter((name) => hooks.includes(name))).toEqual([]);
});

it('only a release publishes: from a folder npm refuses', () => {
	// test/package shows that it does.
	expect(manifest.scripts.prepublishOnly).toMatch(/^echo Only the release workflow publishes.* && exit 1$/);
});
