import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { Leak, LeakSearch } from '../../support/leaks/leakSearch.ts';

/** Code, not data: the installed package itself, and what n8n makes of the nodes it knows. */
const CODE = /(^|\/)node_modules(\/|$)|\.cache\//;

/**
 * Searches every file that an n8n left in its folder, its database and journals included. `notOurs` are lines of
 * its logs that are left out.
 */
export async function leaksInFolder(
	folder: string,
	search: LeakSearch,
	notOurs: RegExp,
): Promise<{ files: string[]; leaks: Array<Leak & { file: string }> }> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((file) => !CODE.test(relative(folder, file)));
	const leaks: Array<Leak & { file: string }> = [];
	for (const file of files) {
		const bytes = await readFile(file);
		const found = file.endsWith('.log')
			? search.find(bytes.toString('utf8').replace(notOurs, ''))
			: search.findInBytes(bytes);
		leaks.push(...found.map((leak) => ({ ...leak, file: relative(folder, file) })));
	}
	return { files, leaks };
}

export interface DatabaseCopy {
	/** Where texts are stored that fit, with the table's and the column's name. */
	placesOf(fits: (text: string) => boolean): Array<{ table: string; column: string }>;
	close(): Promise<void>;
}

/** n8n's database as it is now, with what stands in its journal. */
export async function copyOfDatabase(userFolder: string): Promise<DatabaseCopy> {
	const copy = await mkdtemp(join(userFolder, 'copy-'));
	const data = join(userFolder, '.n8n');
	for (const name of await readdir(data)) {
		if (name.startsWith('database.sqlite')) await cp(join(data, name), join(copy, name));
	}
	const database = new DatabaseSync(join(copy, 'database.sqlite'));
	return {
		placesOf: (fits) => {
			const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
			return tables.flatMap(({ name: table }) =>
				database
					.prepare(`SELECT * FROM "${String(table)}"`)
					.all()
					.flatMap((row) =>
						Object.entries(row)
							.filter(([, value]) => fits(asText(value)))
							.map(([column]) => ({ table: String(table), column })),
					),
			);
		},
		close: async () => {
			database.close();
			await rm(copy, { recursive: true });
		},
	};
}

function asText(value: unknown): string {
	return value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
}
