import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runNpm } from '../n8n/install/npm.ts';
import { REPOSITORY } from '../n8n/shared/paths.ts';
import { packTarball, tarballUnderTest } from '../release/tarball.ts';

let folder: string;
let tarball: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'tango-tarball-'));
	tarball = await packTarball(join(folder, 'packed'));
}, 60_000);

afterAll(async () => await rm(folder, { recursive: true, force: true }));

test('packing leaves one file, named after the package and its version', async () => {
	expect(await readdir(join(folder, 'packed'))).toEqual([
		expect.stringMatching(/^n8n-nodes-tango-\d.*\.tgz$/),
	]);
});

test('the suites install the file that PACKAGE_TARBALL names, and pack none of their own', async () => {
	const own = join(folder, 'own');
	expect(await tarballUnderTest(own, tarball)).toBe(tarball);
	await expect(readdir(own)).rejects.toThrow('ENOENT');
});

test('without it they pack the working tree', async () => {
	const own = join(folder, 'own');
	expect(await tarballUnderTest(own, undefined)).toMatch(own);
});

test('a PACKAGE_TARBALL that is not there is a problem, never a reason to test something else', async () => {
	await expect(tarballUnderTest(folder, 'nowhere.tgz')).rejects.toThrow(
		'nowhere.tgz, and there is no such file',
	);
});

test('nobody publishes from a folder, where the file was tested by nobody', async () => {
	const { code, stdout, stderr } = await runNpm(['publish', '--dry-run'], REPOSITORY);
	expect(code).not.toBe(0);
	expect(stdout + stderr).toContain('Only the release workflow publishes');
});
