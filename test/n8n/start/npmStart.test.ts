import { join } from 'node:path';
import { expect, test } from 'vitest';

import { NODE, REPOSITORY } from '../shared/paths.ts';
import { runCommand } from '../shared/runCommand.ts';

const start = async (...args: string[]) =>
	await runCommand(NODE, [join(import.meta.dirname, 'bootstrap.mjs'), ...args], { cwd: REPOSITORY });

test('"npm start -- --once" places one order in a fresh n8n, shows it, and exits with 0', async () => {
	const { code, stdout, stderr } = await start('--once');

	expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
	expect(stdout).toContain('One order was placed');
	expect(stdout).toMatch(/Reward +.*U666425/);
	expect(stdout).toMatch(/Amount +25 USD/);
	expect(stdout).toMatch(/Recipient +jane@example\.com/);
	expect(stdout).toMatch(/Order number +RA/);
	expect(stdout).toMatch(/Business key +survey-2026-0001/);
}, 240_000);

test('an option that does not exist is answered with those that do, and exit code 1', async () => {
	const { code, stderr } = await start('--twice');

	expect(code).toBe(1);
	expect(stderr).toContain('There is no option "--twice"');
	expect(stderr).toContain('npm start -- --once');
	expect(stderr).not.toContain('    at ');
});
