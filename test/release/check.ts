import { readFileSync } from 'node:fs';
import { changelogProblems } from './changelog.ts';

/**
 * `node test/release/check.ts [tag]`: whether the tag (by default that of package.json's version) may be released.
 * The release workflow asks before anything is built, so nothing that has to be installed may be imported here.
 */
const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const { version }: { version: string } = JSON.parse(read('package.json'));
const tag = process.argv[2] ?? `v${version}`;

const problems = changelogProblems(read('CHANGELOG.md'), version);
if (tag !== `v${version}`) problems.unshift(`The tag is ${tag}, and package.json says ${version}.`);
for (const problem of problems) console.error(`✗ ${problem}`);
if (problems.length === 0) console.log(`✓ ${tag} may be released.`);
process.exitCode = problems.length === 0 ? 0 : 1;
