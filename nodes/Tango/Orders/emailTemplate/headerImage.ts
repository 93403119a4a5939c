import { invalidInput } from '../../core';
import type { ItemContext } from '../../n8n/run/operation';
import { pictureSize } from './pictureSize';

/** "Header images must be 650 x150 pixels" (Tango, email templates). */
const WIDTH = 650;
const HEIGHT = 150;

/** Longer than any field of an item is called, and shorter than any picture. */
const MAX_NAME = 100;

/** The picture as Tango wants it: Base64 and nothing else. Throws INVALID_INPUT for what is none. */
export async function headerImageOf(given: string, { file }: Pick<ItemContext, 'file'>): Promise<string> {
	const bytes = given.length > MAX_NAME ? decoded(given) : await fileOf(given, file);
	const size = bytes && pictureSize(bytes);
	if (!bytes || !size)
		throw wrong('is no picture: give a PNG, JPEG or GIF of 650 × 150 pixels, as a file or as Base64 text');
	const { width, height } = size;
	if (width !== WIDTH || height !== HEIGHT)
		throw wrong(`is ${width} × ${height} pixels, but Tango takes ${WIDTH} × ${HEIGHT}`);
	return bytes.toString('base64');
}

async function fileOf(name: string, file: ItemContext['file']): Promise<Buffer> {
	if (/^https?:/i.test(name)) {
		const mend = 'Get the file first, such as with an HTTP Request node, and name its output field';
		throw wrong(`is an address, but Tango takes the picture itself. ${mend}`);
	}
	const bytes = await file?.(name);
	if (bytes) return bytes;
	throw wrong(`is "${name}", but the item has no file of this name`);
}

/** Also as the address of a picture within a page: "data:image/png;base64,…". */
function decoded(text: string): Buffer | undefined {
	const base64 = text.replace(/^data:image\/[a-z+.-]{1,30};base64,/i, '').replace(/\s/g, '');
	return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : undefined;
}

function wrong(problem: string) {
	return invalidInput('headerImage', problem);
}
