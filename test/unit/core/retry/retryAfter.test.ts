import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { retryAfterMs } from '../../../../nodes/Tango/core/retry/retryAfter.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);
const IN_90_S = NOW + 90_000;

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The three spellings of RFC 9110 §5.6.7, written from Node's own toUTCString: "Sun, 22 Nov 2026 12:01:30 GMT". */
function spellings(unix: number): { fixdate: string; rfc850: string; asctime: string } {
	const fixdate = new Date(unix).toUTCString();
	const [shortDay = '', day = '', month = '', year = '', time = ''] = fixdate.replace(',', '').split(' ');
	const longDay = DAYS[new Date(unix).getUTCDay()] ?? '';
	return {
		fixdate,
		rfc850: `${longDay}, ${day}-${month}-${year.slice(-2)} ${time} GMT`,
		asctime: `${shortDay} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`,
	};
}

describe('Retry-After in seconds', () => {
	it.each([
		['0', 0],
		['1', 1000],
		['120', 120_000],
		['007', 7000],
		['  5\t', 5000],
	])('%j is %i ms', (header, expected) => {
		expect(retryAfterMs(header, NOW)).toBe(expected);
	});

	it('is safe to calculate with however large the number is', () => {
		for (const digits of [16, 20, 309, 5000, 1_000_000]) {
			expect(retryAfterMs('9'.repeat(digits), NOW)).toBe(Number.MAX_SAFE_INTEGER);
		}
	});

	it('gives every number of seconds back in milliseconds', () => {
		fc.assert(
			fc.property(fc.nat(), (seconds) => {
				expect(retryAfterMs(String(seconds), NOW)).toBe(seconds * 1000);
			}),
		);
	});
});

describe('Retry-After as a date', () => {
	it.each([
		['IMF-fixdate', 'Sun, 22 Nov 2026 12:01:30 GMT'],
		['RFC 850', 'Sunday, 22-Nov-26 12:01:30 GMT'],
		['asctime', 'Sun Nov 22 12:01:30 2026'],
		['a wrong day of the week', 'Mon, 22 Nov 2026 12:01:30 GMT'],
	])('understands %s', (_, header) => {
		expect(retryAfterMs(header, NOW)).toBe(90_000);
	});

	it('reads the one-digit day of asctime with its two spaces', () => {
		expect(retryAfterMs('Tue Dec  1 00:00:00 2026', Date.UTC(2026, 10, 30))).toBe(86_400_000);
	});

	it('is 0 when the date is past', () => {
		expect(retryAfterMs('Sun, 06 Nov 1994 08:49:37 GMT', NOW)).toBe(0);
		expect(retryAfterMs('Sunday, 06-Nov-94 08:49:37 GMT', NOW)).toBe(0);
		expect(retryAfterMs('Sun Nov  6 08:49:37 1994', NOW)).toBe(0);
	});

	it('puts a two-digit year at most 50 years ahead (RFC 9110 §5.6.7)', () => {
		expect(retryAfterMs('Saturday, 21-Nov-76 00:00:00 GMT', NOW)).toBe(Date.UTC(2076, 10, 21) - NOW);
		expect(retryAfterMs('Sunday, 22-Nov-76 12:00:00 GMT', NOW)).toBe(Date.UTC(2076, 10, 22, 12) - NOW);
		expect(retryAfterMs('Sunday, 22-Nov-76 12:00:01 GMT', NOW)).toBe(0);
		// Asked just before the end of a century, "00" is next year.
		expect(retryAfterMs('Friday, 01-Jan-00 00:00:00 GMT', Date.UTC(2099, 11, 31))).toBe(86_400_000);
	});

	it('takes the leap second for the second after it', () => {
		expect(retryAfterMs('Sun, 22 Nov 2026 12:00:60 GMT', NOW)).toBe(60_000);
	});

	it('does not take a year below 100 for one of the last century', () => {
		expect(retryAfterMs('Sun, 22 Nov 0050 12:00:00 GMT', Date.UTC(1940, 0, 1))).toBe(0);
	});

	it('comes to the same in all three spellings', () => {
		const moment = fc.integer({ min: 0, max: 49 * 365 * 86_400 }).map((seconds) => NOW + seconds * 1000);
		fc.assert(
			fc.property(moment, (unix) => {
				for (const header of Object.values(spellings(unix)))
					expect(retryAfterMs(header, NOW)).toBe(unix - NOW);
			}),
			{ numRuns: 1000 },
		);
	});

	it('is never below 0, for moments of any age', () => {
		const moment = fc.date({ min: new Date(0), max: new Date(8e13), noInvalidDate: true });
		fc.assert(
			fc.property(moment, moment, (then, now) => {
				const whole = Math.floor(then.getTime() / 1000) * 1000;
				const expected = Math.max(0, whole - now.getTime());
				expect(retryAfterMs(spellings(whole).fixdate, now.getTime())).toBe(expected);
			}),
		);
	});
});

describe('what cannot be understood', () => {
	it('is no hint at all', () => {
		expect(retryAfterMs(undefined, NOW)).toBeUndefined();
	});

	it.each([
		'',
		' ',
		'soon',
		'-1',
		'+1',
		'1.5',
		'1e3',
		'0x10',
		'1 s',
		'1, 5',
		'１',
		'\u00a05',
		'5\n',
		'NaN',
		'Infinity',
		'2026-11-22T12:01:30Z',
		'Sun, 22 Nov 2026 12:01:30',
		'Sun, 22 Nov 2026 12:01:30 CET',
		'Sun, 22 Nov 2026 12:01:30 +0000',
		'Sun, 2 Nov 2026 12:01:30 GMT',
		'Sun, 22 Foo 2026 12:01:30 GMT',
		'Sun, 00 Nov 2026 12:01:30 GMT',
		'Sun, 31 Nov 2026 12:01:30 GMT',
		'Sun, 29 Feb 2027 12:01:30 GMT',
		'Sun, 22 Nov 2026 24:00:00 GMT',
		'Sun, 22 Nov 2026 12:60:00 GMT',
		'Sun, 22 Nov 2026 12:01:61 GMT',
		'Son, 22 Nov 2026 12:01:30 GMT',
		'Sunday, 22-Nov-2026 12:01:30 GMT',
		'Sun, 22 Nov 2026 12:01:30 GMT, 5',
	])('%j is ignored', (header) => {
		expect(retryAfterMs(header, NOW)).toBeUndefined();
	});

	it('never becomes anything but undefined or a safe number from 0 up', () => {
		const { fixdate, rfc850, asctime } = spellings(IN_90_S);
		const broken = fc
			.tuple(fc.constantFrom(fixdate, rfc850, asctime), fc.nat({ max: 40 }), fc.string({ maxLength: 3 }))
			.map(([date, at, piece]) => date.slice(0, at) + piece + date.slice(at + 1));
		fc.assert(
			fc.property(
				fc.oneof(broken, fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d :,-]{0,30}$/)),
				(header) => {
					const ms = retryAfterMs(header, NOW);
					return ms === undefined || (Number.isSafeInteger(ms) && ms >= 0);
				},
			),
			{ numRuns: 1000 },
		);
	});
});
