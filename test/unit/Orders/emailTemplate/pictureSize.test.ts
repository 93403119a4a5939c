import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pictureSize } from '../../../../nodes/Tango/Orders/emailTemplate/pictureSize.ts';
import { HEADER_PICTURE } from '../../../sandbox/facts/rules/samples.ts';

const bytes = (...parts: ReadonlyArray<string | readonly number[]>) =>
	Buffer.concat(
		parts.map((part) => Buffer.from(typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
	);

const PNG = Buffer.from(HEADER_PICTURE, 'base64');
const GIF = bytes('GIF89a', [0x8a, 0x02, 0x96, 0x00]);
/** Start, a segment of 4 bytes, a table, filled up with FF, then the frame of 150 × 650. */
const JPEG = bytes(
	[0xff, 0xd8, 0xff, 0xe0, 0x00, 0x04, 0x01, 0x02],
	[0xff, 0xc4, 0x00, 0x03, 0x07],
	[0xff, 0xff, 0xff, 0xc0, 0x00, 0x0b, 0x08, 0x00, 0x96, 0x02, 0x8a, 0x01],
);

describe('the size of a picture', () => {
	it.each([
		['PNG', PNG],
		['GIF', GIF],
		['JPEG', JPEG],
	])('is read from a %s', (_kind, picture) => {
		expect(pictureSize(picture)).toEqual({ width: 650, height: 150 });
	});

	it('is none where the bytes are cut off or no picture', () => {
		for (const picture of [PNG.subarray(0, 20), GIF.subarray(0, 8), JPEG.subarray(0, 20), bytes('%PDF-1.7')])
			expect(pictureSize(picture)).toBeUndefined();
	});

	it('never fails and comes to an end, whatever follows the start of a picture', () => {
		const starts = [
			PNG.subarray(0, 8),
			bytes('GIF89a'),
			bytes([0xff, 0xd8]),
			bytes([0xff, 0xd8, 0xff, 0xff]),
		];
		fc.assert(
			fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 64 }), (start, rest) => {
				expect(() => pictureSize(Buffer.concat([start, rest]))).not.toThrow();
			}),
		);
	});
});
