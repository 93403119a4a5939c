import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';

/*
 * Files that are made from the code and committed. A test compares them; `WRITE_FILES=1` before its command writes
 * them anew instead.
 */

const ROOT = resolve(import.meta.dirname, '../../../..');
export const WRITES = process.env.WRITE_FILES === '1';

/** What stands in a file of the repository; undefined where there is none. */
export function textOf(path: string): string | undefined {
	try {
		return readFileSync(resolve(ROOT, path), 'utf8');
	} catch {
		return undefined;
	}
}

/** The text in the house's own layout; written into the file where that was asked for. */
export async function madeFile(path: string, text: string): Promise<string> {
	const file = resolve(ROOT, path);
	const made = await format(text, { ...(await resolveConfig(file)), filepath: file });
	if (WRITES) {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, made);
	}
	return made;
}

/** The paths of all JSON files in a folder of the repository, sorted. */
export function filesBelow(folder: string): string[] {
	const names = readdirSync(resolve(ROOT, folder), { recursive: true, encoding: 'utf8' });
	return names
		.filter((name) => name.endsWith('.json'))
		.map((name) => join(folder, name))
		.sort();
}
