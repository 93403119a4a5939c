import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from '../../../../nodes/Tango/core/api/endpoints.ts';
import { readLineItem } from '../../../../nodes/Tango/core/api/lineItem.ts';
import type { JsonRecord } from '../../../../nodes/Tango/core/api/page.ts';
import type { CallOptions } from '../../../../nodes/Tango/core/call/client.ts';
import type { TangoRequest } from '../../../../nodes/Tango/core/call/request.ts';
import { TangoError } from '../../../../nodes/Tango/core/foundation/errors.ts';
import type { LineItemCalls } from '../../../../nodes/Tango/core/polling/growingLineItems.ts';
import {
	isUnclaimed,
	MOST_DUE,
	readUnclaimedMemory,
	unclaimedAfter,
	type UnclaimedMemory,
} from '../../../../nodes/Tango/core/polling/unclaimed.ts';

const START = Date.UTC(2026, 10, 1);
const MINUTE = 60_000;
const DAY = 86_400_000;
const DAYS = 14;

interface Reward {
	readonly id: string;
	readonly issuedAt: number;
	/** When its recipient opened it. */
	readonly viewedAt?: number;
}

/** Tango with these rewards at a time. */
function desk(rewards: readonly Reward[], perPage = 100) {
	let now = START;
	let looks = 0;
	let refusal: TangoError | undefined;
	const fitting = ({ startDate, endDate }: NonNullable<TangoRequest['query']> = {}): JsonRecord[] =>
		rewards
			.filter(({ issuedAt }) => issuedAt <= now && issuedAt >= Date.parse(String(startDate)))
			.filter(({ issuedAt }) => endDate === undefined || issuedAt <= Date.parse(String(endDate)))
			.map(({ id, issuedAt }) => ({ referenceLineItemID: id, dateIssued: new Date(issuedAt).toISOString() }));
	const calls: LineItemCalls = {
		send: async (endpoint, { query, path }) => {
			const answer = (json: unknown) => ({ status: 200, json, attempts: 1, requestId: undefined });
			if (endpoint.path === ENDPOINTS.listLineItems.path) {
				const all = fitting(query);
				const nextPageKeys = all.length > perPage ? ['next'] : [];
				const keysetPage = { nextPageKeys, totalCount: all.length };
				return answer({ keysetPage, lineItems: all.slice(0, perPage) });
			}
			looks += 1;
			if (refusal) throw refusal;
			const found = rewards.find(({ id }) => id === path?.referenceLineItemID);
			if (!found) throw new TangoError('NOT_FOUND');
			const isViewed = found.viewedAt !== undefined && found.viewedAt <= now;
			const rewardViewHistory = isViewed ? [{ status: 'VIEWED' }] : [];
			return answer({ referenceLineItemID: found.id, status: 'COMPLETE', rewardViewHistory });
		},
		list: async (_endpoint, { query }) => fitting(query),
	};
	const refuse = (error: TangoError | undefined) => (refusal = error);
	return { calls, at: (time: number) => (now = time), looks: () => looks, refuse };
}

const CALL: CallOptions = {
	responseTimeoutMs: 1,
	maxAttempts: 1,
	totalTimeoutMs: 1,
	forwardedFor: undefined,
};

/** One node over its polls; `looksPerPoll` is how far the time of a poll reaches. */
function watcher(
	rewards: readonly Reward[],
	{ perPage = 100, existingDays = 0, looksPerPoll = Infinity } = {},
) {
	const { calls, at, looks, refuse } = desk(rewards, perPage);
	let memory: UnclaimedMemory | undefined;
	let saved: UnclaimedMemory | undefined;
	const told: unknown[] = [];
	return {
		told,
		looks,
		refuse,
		memory: () => memory,
		restart: () => (memory = saved),
		poll: async (time: number) => {
			at(START + time);
			const before = looks();
			const bounds = { now: START + time, isTimeUp: () => looks() - before >= looksPerPoll };
			const existingSince = existingDays > 0 ? bounds.now - existingDays * DAY : undefined;
			const means = { calls, filters: {}, call: CALL, bounds, days: DAYS, existingSince };
			const looked = await unclaimedAfter(means, memory);
			memory = readUnclaimedMemory(JSON.parse(JSON.stringify(looked.memory)));
			if (!saved || looked.lineItems.length > 0) saved = memory;
			const news = looked.lineItems.map(({ referenceLineItemID }) => referenceLineItemID);
			told.push(...news);
			return news;
		},
	};
}

function reward(id: string, issuedAt: number, viewedAt?: number): Reward {
	return {
		id,
		issuedAt: START + issuedAt,
		...(viewedAt === undefined ? {} : { viewedAt: START + viewedAt }),
	};
}

describe('a reward that nobody claims', () => {
	it('is told once, at the very moment when its days are over', async () => {
		const { poll } = watcher([reward('a', MINUTE), reward('b', MINUTE + 1)]);
		await poll(0);
		expect(await poll(MINUTE + DAYS * DAY - 1)).toEqual([]);
		expect(await poll(MINUTE + DAYS * DAY)).toEqual(['a']);
		expect(await poll(MINUTE + DAYS * DAY + 1)).toEqual(['b']);
		expect(await poll(20 * DAY)).toEqual([]);
	});

	it.each(['webPage', 'unknownAddress', 'truncated'])(
		'is not forgotten over a 404 that is not Tango’s: %s',
		async (reason) => {
			const { poll, refuse } = watcher([reward('a', DAY)]);
			await poll(0);
			refuse(new TangoError('NOT_FOUND', { reason }));
			await expect(poll(15 * DAY)).rejects.toThrow();
			refuse(undefined);
			expect(await poll(15 * DAY + MINUTE)).toEqual(['a']);
		},
	);

	it('is forgotten when Tango knows it no more', async () => {
		const { poll, refuse } = watcher([reward('a', DAY)]);
		await poll(0);
		refuse(new TangoError('NOT_FOUND'));
		expect(await poll(15 * DAY)).toEqual([]);
		refuse(undefined);
		expect(await poll(16 * DAY)).toEqual([]);
	});

	it('is not told when it was viewed before, and is when it was viewed only afterwards', async () => {
		const { poll } = watcher([reward('before', DAY, 15 * DAY - 1), reward('after', DAY, 15 * DAY + 1)]);
		await poll(0);
		expect(await poll(15 * DAY)).toEqual(['after']);
		expect(await poll(16 * DAY)).toEqual([]);
	});

	it('and whose days were over before the first look is told only where that is wished', async () => {
		const rewards = [
			reward('older', -91 * DAY),
			reward('old', -60 * DAY),
			reward('due', -DAYS * DAY),
			reward('soon', -13 * DAY),
		];
		const plain = watcher(rewards);
		expect(await plain.poll(0)).toEqual([]);
		expect(await plain.poll(DAY)).toEqual(['soon']);
		const wished = watcher(rewards, { existingDays: 90 });
		expect(await wished.poll(0)).toEqual(['old', 'due']);
		expect(await wished.poll(DAY)).toEqual(['soon']);
	});

	it('is as Tango’s words say, however they are spelt', () => {
		const unclaimed = {
			status: 'COMPLETE',
			rewardStatus: 'ACTIVE',
			amountIssued: { value: 10 },
			remainingBalance: 10,
		};
		const isSo = (changes: object) => isUnclaimed(readLineItem({ ...unclaimed, ...changes }));
		for (const changes of [
			{},
			{ remainingBalance: null },
			{ rewardStatus: undefined },
			{ rewardStatus: 'FROZEN' },
		])
			expect([changes, isSo(changes)]).toEqual([changes, true]);
		for (const changes of [
			{ status: 'CANCELLED' },
			{ status: 'PENDING' },
			{ rewardStatus: 'PARTIAL_REDEMPTION' },
			{ rewardStatus: 'FULL-REDEMPTION' },
			{ rewardStatus: 'Redeemed' },
			{ rewardStatus: 'RETURNED' },
			{ remainingBalance: 9.99 },
			{ rewardViewHistory: [{}] },
			{ redemptionHistory: [{}] },
			{ reissuedToReferenceLineItemId: 'RA-2' },
			{ deliveryMethod: 'ADDRESS' },
		])
			expect([changes, isSo(changes)]).toEqual([changes, false]);
	});
});

describe('what a look asks for and remembers', () => {
	it('is bounded: rewards whose time came at once are looked at over several looks, and each is told once', async () => {
		const rewards = Array.from({ length: 5 * MOST_DUE }, (_, n) => reward(`r${n}`, DAY + n * 2_000));
		const { poll, memory, told, looks } = watcher(rewards, { looksPerPoll: 150 });
		await poll(0);
		for (let n = 0; n < 20; n += 1) {
			await poll(40 * DAY + n * MINUTE);
			expect(JSON.stringify(memory()).length).toBeLessThan(100_000);
		}
		expect(new Set(told).size).toBe(5 * MOST_DUE);
		expect(told).toHaveLength(5 * MOST_DUE);
		expect(looks()).toBe(5 * MOST_DUE);
	});

	it('is read back from what n8n kept, and nothing else is', async () => {
		const { poll, memory } = watcher([reward('a', -DAYS * DAY)]);
		await poll(0);
		expect(readUnclaimedMemory(JSON.parse(JSON.stringify(memory())))).toEqual(memory());
		for (const other of [undefined, {}, { due: [] }, { ...memory(), due: [1] }])
			expect(readUnclaimedMemory(other)).toBeUndefined();
	});
});

describe('over a long time', () => {
	it('each reward is told exactly once if it is unclaimed when looked at: equal times, restarts that forget', async () => {
		const rewards = fc.array(
			fc.record({
				issued: fc.integer({ min: -16 * 8, max: 6 * 8 }).map((n) => n * 3 * 60 * MINUTE),
				viewed: fc.option(
					fc.integer({ min: 0, max: 16 * 24 }).map((n) => n * 60 * MINUTE),
					{ nil: undefined },
				),
			}),
			{ maxLength: 40 },
		);
		const polls = fc.array(
			fc.record({ wait: fc.integer({ min: 0, max: 48 }).map((n) => n * 60 * MINUTE), restart: fc.boolean() }),
			{ maxLength: 20 },
		);
		const habits = fc.record({
			perPage: fc.integer({ min: 3, max: 20 }),
			looksPerPoll: fc.integer({ min: 2, max: 20 }),
		});
		await fc.assert(
			fc.asyncProperty(rewards, polls, habits, async (made, turns, how) => {
				const all = made.map(({ issued, viewed }, n) =>
					reward(`r${n}`, issued, viewed === undefined ? undefined : issued + viewed),
				);
				const { poll, restart, told } = watcher(all, how);
				let now = 0;
				await poll(now);
				for (const turn of turns) {
					now += turn.wait;
					if (turn.restart) restart();
					await poll(now);
				}
				for (let more = 0; more < 60; more += 1) await poll(Math.max(now, 25 * DAY) + more * MINUTE);
				expect(new Set(told).size).toBe(told.length);
				const later = all.filter(({ issuedAt }) => issuedAt > START - DAYS * DAY);
				const never = later.filter(({ viewedAt }) => viewedAt === undefined).map(({ id }) => id);
				expect(told).toEqual(expect.arrayContaining(never));
				const inTime = later.filter(({ issuedAt, viewedAt = Infinity }) => viewedAt > issuedAt + DAYS * DAY);
				expect(inTime.map(({ id }) => id)).toEqual(expect.arrayContaining(told));
			}),
			{ numRuns: 200 },
		);
	});
});
