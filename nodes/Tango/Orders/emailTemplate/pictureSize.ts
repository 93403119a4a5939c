export interface PictureSize {
	readonly width: number;
	readonly height: number;
}

/** How large a PNG, GIF or JPEG is; undefined where the bytes are none of these. */
export function pictureSize(bytes: Buffer): PictureSize | undefined {
	if (startsWith(bytes, PNG) && bytes.length >= 24)
		return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
	if (startsWith(bytes, GIF) && bytes.length >= 10)
		return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
	return startsWith(bytes, JPEG) ? jpegSize(bytes) : undefined;
}

const PNG = [0x89, 0x50, 0x4e, 0x47];
const GIF = [0x47, 0x49, 0x46, 0x38];
const JPEG = [0xff, 0xd8];

/** Its segments that hold the size: C0 to CF, but for three that hold tables. */
const TABLES: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);

/** Goes from segment to segment, each of which says how long it is. */
function jpegSize(bytes: Buffer): PictureSize | undefined {
	let at = JPEG.length;
	while (at + 9 <= bytes.length && bytes[at] === 0xff) {
		const marker = bytes.readUInt8(at + 1);
		if (marker >= 0xc0 && marker <= 0xcf && !TABLES.has(marker))
			return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
		// A marker may be filled up with more of 0xff.
		at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
	}
	return undefined;
}

function startsWith(bytes: Buffer, start: readonly number[]): boolean {
	return start.every((byte, index) => bytes[index] === byte);
}
