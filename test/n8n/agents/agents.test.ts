import { afterAll, describe, expect, test } from 'vitest';

import { ANSWERS } from './cases/answers.ts';
import { BAD_INPUT } from './cases/badInput.ts';
import type { Case } from './cases/case.ts';
import { LIMITS } from './cases/limits.ts';
import { ONE_WISH } from './cases/oneWish.ts';
import { stageOfThisFile } from './stage.ts';
import { Table } from './table.ts';
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

/** Which of several calls at once comes first is nobody's business. */
function inOrder(statuses: string[], { turns }: Case): string[] {
	return turns.some((calls) => calls.length > 1) ? statuses.toSorted() : statuses;
}
