import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Problem } from '../shared/problem.ts';
import { lastWords } from '../shared/runCommand.ts';
import { FRESH_START, runN8n } from './n8nProcess.ts';
import type { CredentialRecord } from './sampleCredentials.ts';
import type { Workflow } from './workflow.ts';

export async function importCredentials(credentials: CredentialRecord[], userFolder: string): Promise<void> {
	await importFile('credentials', credentials, userFolder);
}

export async function importWorkflows(workflows: Workflow[], userFolder: string): Promise<void> {
	await importFile('workflow', workflows, userFolder);
}

async function importFile(what: 'credentials' | 'workflow', content: unknown[], userFolder: string) {
	const file = join(userFolder, `import-${what}.json`);
	// The file holds secrets in clear text: readable by its owner only, and gone after the import.
	await writeFile(file, JSON.stringify(content), { mode: 0o600 });
	try {
		const result = await runN8n([`import:${what}`, `--input=${file}`], { userFolder });
		// n8n exits with 0 even when the import failed: only its own words tell.
		if (!result.stdout.includes(`Successfully imported ${content.length} `)) {
			throw new Problem(
				`n8n did not import the ${what === 'workflow' ? 'workflows' : 'credentials'}. Its last words:\n${lastWords(result)}`,
				FRESH_START,
			);
		}
	} finally {
		await rm(file, { force: true });
	}
}
