import { mkdtempSync, rmSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { check, upperBound } from '../bench/history/check.ts';
import {
	readBooks,
	readEvents,
	write,
	type Entry,
	type Event,
	type OrderEntry,
} from '../bench/history/records.ts';
import type { Outcome } from '../bench/outcomes.ts';

const folder = mkdtempSync(join(tmpdir(), 'tango-history-'));
afterAll(() => rmSync(folder, { recursive: true }));

const invoke = (mark: string, at = 0): Event => ({
	is: 'invoke',
	mark,
	reference: 'survey-1',
	recipient: 'jane@example.com',
	amount: 5,
	process: 1,
	at,
	wall: at,
});
const end = (mark: string, is: Outcome, at = 10): Event => ({ is, mark, at, wall: at });
const order = (at = 5, other: Partial<OrderEntry> = {}): Entry => ({
	is: 'order',
	recipient: 'jane@example.com',
	amount: 5,
	externalRefID: 'made-of-survey-1',
	at,
	...other,
});
const madeBy = (mark: string): Entry => ({ is: 'maker', externalRefID: 'made-of-survey-1', mark });

const violations = (events: Event[], entries: Entry[]) => check(events, entries).violations;

describe('a history that was as it should be', () => {
	it.each<[string, Event[], Entry[]]>([
		['told as paid, and paid once', [invoke('a'), end('a', 'ok')], [order(), madeBy('a')]],
		['told as not paid, and not paid', [invoke('a'), end('a', 'fail')], []],
		['not known, and paid', [invoke('a'), end('a', 'unknown')], [order(), madeBy('a')]],
		['not known, and not paid', [invoke('a'), end('a', 'unknown')], []],
		['killed, and paid', [invoke('a')], [order()]],
		[
			'paid by one attempt, while another was refused',
			[invoke('a'), invoke('b'), end('a', 'ok'), end('b', 'fail')],
			[order(), madeBy('a')],
		],
		[
			'paid by a killed one, and found by the next',
			[invoke('a'), invoke('b', 20), end('b', 'ok', 30)],
			[order(), madeBy('a')],
		],
	])('%s', (_says, events, entries) => {
		expect(violations(events, entries)).toEqual([]);
	});

	it('is counted', () => {
		const events = [invoke('a'), invoke('b'), invoke('c'), end('b', 'unknown'), end('c', 'ok')];
		expect(check(events, [order()])).toMatchObject({
			references: 1,
			invocations: 3,
			told: { ok: 1, fail: 0, unknown: 1, killed: 1 },
			orders: 1,
		});
	});
});

describe('a forged history is found out', () => {
	it.each<[string, Event[], Entry[], RegExp]>([
		['two orders', [invoke('a'), end('a', 'ok')], [order(), order()], /paid 2 times/],
		[
			'two orders under different references',
			[invoke('a'), end('a', 'ok')],
			[order(), order(6, { externalRefID: 'another' })],
			/paid 2 times/,
		],
		[
			'an order without a reference beside the right one',
			[invoke('a'), end('a', 'ok')],
			[order(), order(6, { externalRefID: undefined })],
			/paid 2 times/,
		],
		['told as paid without an order', [invoke('a'), end('a', 'ok')], [], /told as paid, but was not/],
		['told as paid before it was', [invoke('a'), end('a', 'ok', 4)], [order(5)], /told as paid, but was not/],
		[
			'told as not paid, and paid',
			[invoke('a'), end('a', 'fail')],
			[order()],
			/always told as not paid, but was paid/,
		],
		[
			'told as not paid by the attempt that paid it, and then found',
			[invoke('a'), end('a', 'fail'), invoke('b', 20), end('b', 'ok', 30)],
			[order(), madeBy('a')],
			/by the very attempt that paid it \(a\)/,
		],
		['another amount', [invoke('a'), end('a', 'ok')], [order(5, { amount: 50 })], /another amount/],
		[
			'another person',
			[invoke('a'), end('a', 'ok')],
			[order(5, { recipient: 'john@example.com' })],
			/john@example.com: an order that nobody asked for/,
		],
		['paid before it was asked for', [invoke('a', 8), end('a', 'ok')], [order(5)], /before anybody asked/],
		['an end that occurs twice', [invoke('a'), end('a', 'fail'), end('a', 'fail')], [], /ends twice/],
	])('%s', (_says, events, entries, words) => {
		expect(violations(events, entries).join('\n')).toMatch(words);
	});
});

describe('the files of histories', () => {
	it('come back as they were written', () => {
		const [events, books] = [join(folder, 'events'), join(folder, 'books')];
		write(events, [invoke('a')]);
		write(events, [end('a', 'ok')]);
		write(books, [order(), madeBy('a')]);
		expect(readEvents(events)).toEqual([invoke('a'), end('a', 'ok')]);
		expect(readBooks(books)).toEqual([order(), madeBy('a')]);
	});

	it('may end in the middle of a line, which counts as not written', () => {
		const file = join(folder, 'killed');
		write(file, [invoke('a')]);
		appendFileSync(file, JSON.stringify(end('a', 'ok')).slice(0, -5));
		expect(readEvents(file)).toEqual([invoke('a')]);
		expect(violations(readEvents(file), [])).toEqual([]);
	});

	it('are not read past a broken line in the middle', () => {
		const file = join(folder, 'broken');
		appendFileSync(file, '{"is":"inv\n');
		write(file, [invoke('a')]);
		expect(() => readEvents(file)).toThrow();
	});
});

it('No error in 100,000 histories bounds the rate by 3 in 100,000', () => {
	expect(upperBound(100_000)).toBeCloseTo(0.00003);
});
