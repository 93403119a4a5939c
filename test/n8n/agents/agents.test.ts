import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

import { REPOSITORY } from '../shared/paths.ts';
import { ANSWERS } from './cases/answers.ts';
import { BAD_INPUT } from './cases/badInput.ts';
import type { Case } from './cases/case.ts';
import { LIMITS } from './cases/limits.ts';
import { ONE_WISH } from './cases/oneWish.ts';
import { stageOfThisFile } from './stage.ts';
import { Table, TABLE_CORNER } from './table.ts';
import { statusIn } from './told.ts';
import { WAYS } from './ways/way.ts';
import { PLAYS } from './ways/ways.ts';

/** What no model may read: codes, n8n's row numbers, what is for IT people, balances. */
const NOT_FOR_MODELS = /FAKE-CLAIMCODE|\[item \d|requestId|i18nKey|ECONN|nginx|sandbox-key|[bB]alance"/;
const MOST_CHARACTERS = 2_000;

const stage = stageOfThisFile();
const table = new Table();
afterAll(() => process.stdout.write(`\n${table}\n`));

describe.each(WAYS)('what a model gets in %s:', (way) => {
	test.each([...ONE_WISH, ...LIMITS, ...ANSWERS, ...BAD_INPUT])('$title', async (one) => {
		const { title, otherwise, faults, says } = one;
		const wanted = otherwise?.[way] ?? one;
		if (typeof wanted === 'string') return table.note(title, way, '–', `not played, as ${wanted}`);
		const { sandbox } = stage.host;
		sandbox.reset();
		sandbox.setRateLimit(undefined);
		faults?.(sandbox);
		const told = await PLAYS[way](stage, {
			events: ['T-1'],
			parameters: {},
			settings: {},
			agentSettings: {},
			retryExecution: false,
			verdict: 'approve',
			...one,
		});

		const { orders } = sandbox.state;
		table.note(title, way, orders.length, 'because' in wanted ? wanted.because : undefined);
		expect(orders.length).toBe(wanted.orders);
		expect(inOrder(told.map(statusIn), one)).toEqual(inOrder(wanted.told, one));
		for (const text of told) {
			expect(text).not.toMatch(NOT_FOR_MODELS);
			expect(text.length).toBeLessThan(MOST_CHARACTERS);
		}
		if (says && wanted === one) expect(told.join('\n').replaceAll('\\', '')).toMatch(says);
	});
});

test('docs/agents.md ends with this very table; WRITE_FILES=1 writes it', async () => {
	const file = join(REPOSITORY, 'docs', 'agents.md');
	const guide = await readFile(file, 'utf8');
	const start = guide.indexOf(`| ${TABLE_CORNER}`);
	if (process.env.WRITE_FILES === '1') await writeFile(file, `${guide.slice(0, start)}${table}\n`);
	else expect(unpadded(guide.slice(start))).toBe(unpadded(String(table)));
});

/** A table as it means the same, however wide its columns are. */
function unpadded(markdown: string): string {
	return markdown
		.replaceAll(/ *\| */g, '|')
		.replaceAll(/-{3,}/g, '---')
		.trim();
}

/** Which of several calls at once comes first is nobody's business. */
function inOrder(statuses: string[], { turns }: Case): string[] {
	return turns.some((calls) => calls.length > 1) ? statuses.toSorted() : statuses;
}
