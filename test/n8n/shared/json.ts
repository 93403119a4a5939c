import { readFile } from 'node:fs/promises';

/** Reads JSON that was written by us or by n8n, as the type the caller knows it to have. */
export async function readJson<T>(file: string): Promise<T> {
	return parseJson<T>(await readFile(file, 'utf8'));
}

export function parseJson<T>(text: string): T {
	const parsed: T = JSON.parse(text);
	return parsed;
}
