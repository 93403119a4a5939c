import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine } from '../../../../nodes/Tango/core/foundation/oneLine.ts';

describe('words of a server', () => {
	it.each([
		['a\r\nb', 'a b'],
		['\u001b[31mred\u0000\u0007', '[31mred'],
		['abc\u202egnp.exe', 'abc gnp.exe'],
		['zero\u200bwidth\u2028line', 'zero width line'],
		['  plain <b> & "quoted" žluť 🎁 ', 'plain <b> & "quoted" žluť 🎁'],
	])('%j become the line %j', (text, line) => {
		expect(oneLine(text, 500)).toBe(line);
	});

	it('are cut to the length asked for and hold nothing unprintable, whatever they are', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.nat(50), (text, max) => {
				const line = oneLine(text, max);
				expect(line.length).toBeLessThanOrEqual(max);
				expect(line).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
			}),
		);
	});
});
