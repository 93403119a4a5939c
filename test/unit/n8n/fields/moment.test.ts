import fc from 'fast-check';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

import { moment } from '../../../../nodes/Tango/n8n/fields/moment.ts';

/* What n8n's own $now and DateTime are. */
const workflow = createRequire(createRequire(import.meta.url).resolve('n8n-workflow'));
const { DateTime }: typeof import('luxon') = workflow('luxon');

function read(value: unknown, timezone = 'America/New_York', edge: 'start' | 'end' = 'start'): unknown {
	const reading = moment({}, edge).read(value, {
		timezone: () => timezone,
		emptyExpressions: () => [],
		fleeting: () => undefined,
	});
	return 'value' in reading ? reading.value : reading.problems.map(({ message }) => message).join('; ');
}

describe('a date with time', () => {
	it.each<[string, unknown, string]>([
		['of the date picker', '2026-11-01T00:00:00', '2026-11-01T04:00:00Z'],
		['without seconds', '2026-11-01T18:30', '2026-11-01T23:30:00Z'],
		['with a blank', ' 2026-12-01 18:30:00\u200b', '2026-12-01T23:30:00Z'],
		['with Z', '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z'],
		['with a zone', '2026-11-01T00:00:00.250+02:00', '2026-10-31T22:00:00.250Z'],
		['with a zone without colon', '2026-11-01T00:00:00-0330', '2026-11-01T03:30:00Z'],
		['as a Date', new Date(Date.UTC(2026, 10, 1)), '2026-11-01T00:00:00Z'],
		['of Luxon', DateTime.fromISO('2026-11-01T12:00', { zone: 'Asia/Tokyo' }), '2026-11-01T03:00:00Z'],
		['in the hour that summer skips', '2026-03-08T02:30:00', '2026-03-08T07:30:00Z'],
		['in the hour that autumn repeats', '2026-11-01T01:30:00', '2026-11-01T05:30:00Z'],
	])('%s is read', (_, value, expected) => {
		expect(read(value)).toBe(expected);
	});

	it('with a zone that no clock on earth shows is refused', () => {
		expect(read('2026-11-01T00:00:00+25:00')).toMatch(/^is "2026-11-01T00:00:00\+25:00": write a date/);
		expect(read('2026-11-01T00:00:00+01:75')).toMatch(/^is "/);
	});

	it('alone is the start of the day, or its end', () => {
		expect(read('2026-07-01', 'Europe/Berlin')).toBe('2026-06-30T22:00:00Z');
		expect(read('2026-07-01', 'Europe/Berlin', 'end')).toBe('2026-07-01T21:59:59.999Z');
		expect(read('2026-07-01', 'UTC', 'end')).toBe('2026-07-01T23:59:59.999Z');
	});

	it('left blank is none, and an expression without a value is empty', () => {
		expect([read(''), read(' \u200b')]).toEqual([undefined, undefined]);
		expect([read(undefined), read(null)]).toEqual(['is empty', 'is empty']);
	});

	it('is read as Luxon reads it, in every zone', () => {
		const zones = [
			'America/New_York',
			'Europe/Berlin',
			'Asia/Kolkata',
			'Australia/Lord_Howe',
			'UTC',
			'Pacific/Apia',
		];
		const minutes = fc.integer({ min: 0, max: 5 * 366 * 24 * 60 });
		fc.assert(
			fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
				const there = DateTime.fromMillis(Date.UTC(2024, 0, 1) + minute * 60_000, { zone });
				const wall = there.toFormat("yyyy-MM-dd'T'HH:mm");
				const instant = Date.parse(String(read(wall, zone)));
				expect(DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm")).toBe(wall);
			}),
			{ numRuns: 500 },
		);
	});
});

const SUCH_AS = 'write a date such as 2026-11-30, or 2026-11-30T18:00:00+01:00 with a time';

describe('what is no date', () => {
	it.each<[unknown, string]>([
		[45000, 'is "45000": a sheet stores dates so. Format the column as text, or write 2023-03-15'],
		['45000', 'is "45000": a sheet stores dates so. Format the column as text, or write 2023-03-15'],
		['45000.75', 'is "45000.75": a sheet stores dates so. Format the column as text, or write 2023-03-15'],
		[1767225600, 'is "1767225600": write 2026-01-01T00:00:00Z'],
		[1767225600000, 'is "1767225600000": write 2026-01-01T00:00:00Z'],
		['20261101', 'is "20261101": write 2026-11-01'],
		['31.12.2026', 'is "31.12.2026": write 2026-12-31'],
		['2026/12/31', 'is "2026/12/31": write 2026-12-31'],
		['2026-1-5', 'is "2026-1-5": write 2026-01-05'],
		['12/31/2026', 'is "12/31/2026": write 2026-12-31'],
		['1/2/2026', 'is "1/2/2026": write 2026-02-01 or 2026-01-02'],
		['5-5-2026', 'is "5-5-2026": write 2026-05-05'],
		['in 30 days', `is "in 30 days": ${SUCH_AS}`],
		['tomorrow', `is "tomorrow": ${SUCH_AS}`],
		['99/99/2026', `is "99/99/2026": ${SUCH_AS}`],
		['Nov 1, 2026', `is "Nov 1, 2026": ${SUCH_AS}`],
		[7, `is "7": ${SUCH_AS}`],
		['2026-02-30', 'is "2026-02-30": there is no such day'],
		['2026-13-01T00:00:00', 'is "2026-13-01T00:00:00": there is no such day'],
		['2026-11-01T25:00:00', 'is "2026-11-01T25:00:00": there is no such time'],
		['Invalid DateTime', 'holds "Invalid DateTime": the expression made no date'],
		[new Date(NaN), 'holds "Invalid Date": the expression made no date'],
		[DateTime.fromISO('nonsense'), 'holds "Invalid Date": the expression made no date'],
		[true, 'must be a date, but is true'],
		[[], 'must be a date, but is a list'],
		[{}, 'must be a date, but is an object. Choose one of its values'],
		[NaN, 'holds "NaN": the expression found no value'],
	])('%j is refused, and how to write it is told', (value, problem) => {
		expect(read(value)).toBe(problem);
	});

	it('may be of any length and kind without harm', () => {
		expect(read('1'.repeat(1_000_000))).toBe('is longer than 10000 characters');
		fc.assert(fc.property(fc.anything(), (value) => void read(value)));
	});
});
