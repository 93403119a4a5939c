import { expect, it } from 'vitest';

import { checkPeriod, untilNow } from '../../../../nodes/Tango/Orders/order/orderPeriod.ts';

function problems(startDate?: string, endDate?: string): string[] {
	const told: string[] = [];
	checkPeriod({ startDate, endDate }, (field, message) => told.push(`${field} ${message}`));
	return told;
}

it.each([
	[undefined, undefined],
	['2020-01-01T00:00:00Z', undefined],
	[undefined, '2020-01-01T00:00:00Z'],
	['2020-01-01T00:00:00Z', '2020-04-10T00:00:00Z'],
	['2020-01-01T00:00:00Z', '2020-01-01T00:00:01Z'],
])('from %s to %s is a period that Tango lists', (start, end) => {
	expect(problems(start, end)).toEqual([]);
});

it.each([
	[
		'2020-02-01T00:00:00Z',
		'2020-02-01T00:00:00Z',
		'endDate is 2020-02-01T00:00:00Z, which is not after the Start Date, 2020-02-01T00:00:00Z',
	],
	[
		'2020-01-01T00:00:00Z',
		'2020-04-10T00:00:01Z',
		'endDate is 2020-04-10T00:00:01Z, 101 days after the Start Date. Tango lists at most 100 days at a time',
	],
	[
		'2999-01-01T00:00:00Z',
		undefined,
		'startDate is 2999-01-01T00:00:00Z, which is yet to come. Tango lists what was ordered up to now',
	],
])('from %s to %s is none, and why is told', (start, end, problem) => {
	expect(problems(start, end)).toEqual([problem]);
});

it('ends now where the end is yet to come', () => {
	expect(Date.parse(untilNow({ endDate: '2999-01-01T00:00:00Z' }).endDate)).toBeLessThanOrEqual(Date.now());
	expect(untilNow({ endDate: '2020-01-01T00:00:00Z' })).toEqual({ endDate: '2020-01-01T00:00:00Z' });
	expect(untilNow({})).toEqual({});
});
