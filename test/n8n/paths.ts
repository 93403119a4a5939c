import { delimiter, join } from 'node:path';

const windows = process.platform === 'win32';

export const REPOSITORY = join(import.meta.dirname, '..', '..');
/** Where the real n8n is installed: 2.8 GB, so apart from the project's own devDependencies. */
export const HOST = join(import.meta.dirname, 'host');
/** Everything a run leaves behind; git-ignored and safe to delete. */
export const LOCAL = join(REPOSITORY, '.local');
export const EXAMPLES = join(REPOSITORY, 'examples');

/** Node 24 from the devDependencies, which n8n needs, whatever Node the machine has. */
export const NODE = join(REPOSITORY, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

export const N8N_BIN = join(HOST, 'node_modules', 'n8n', 'bin', 'n8n');

/** `environment` with Node 24 first in PATH, so that what n8n and npm start uses it too. */
export function withNodeFirst(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const bin = join(REPOSITORY, 'node_modules', '.bin');
	return { ...environment, PATH: `${bin}${delimiter}${environment.PATH ?? ''}` };
}
