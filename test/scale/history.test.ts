import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, test, vi } from 'vitest';

import { play, type Play, type Played } from '../bench/history/play.ts';
import { TROUBLES } from '../bench/history/troubles.ts';

/** Seconds on a machine that has nothing else to do. */
vi.setConfig({ testTimeout: 600_000 });

const SMALL: Play = {
	references: 300,
	by: 'engine',
	batch: 25,
	executions: 2,
	requestsPerSecond: 50,
	shared: true,
	attemptsPerTrouble: 30,
	seed: 3,
};

const folders: string[] = [];
afterAll(async () => {
	for (const folder of folders) await rm(folder, { recursive: true });
});

async function played(wish: Partial<Play>): Promise<Played> {
	const seen = await play({ ...SMALL, ...wish });
	folders.push(seen.folder);
	const { invocations, told, orders, troubles } = seen;
	console.log(JSON.stringify({ invocations, told, orders, troubles }));
	return seen;
}

describe('two workers, killed and cut off again and again', () => {
	test('pay each reference once, and tell of each what is true', async () => {
		const { references, violations, crashes, troubles, told } = await played({});
		expect(violations).toEqual([]);
		expect({ references, crashes }).toEqual({ references: SMALL.references, crashes: 0 });
		expect(Object.keys(troubles).sort()).toEqual(TROUBLES.map(({ name }) => name).sort());
		expect(told.ok).toBeGreaterThan(200);
	});

	test('would be found out if a reference were another one in the next attempt', async () => {
		const { violations } = await played({ references: 60, by: 'core', mistake: 'newReference' });
		expect(violations.join('\n')).toMatch(/paid \d times/);
	});

	test('would be found out if Tango paid a reference twice', async () => {
		const { violations } = await played({ references: 60, by: 'core', mistake: 'forgetfulTango' });
		expect(violations.join('\n')).toMatch(/paid \d times/);
	});
});
