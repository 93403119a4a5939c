import { delimiter, join } from 'node:path';

const windows = process.platform === 'win32';

export const REPOSITORY = join(import.meta.dirname, '..', '..', '..');
/** Everything a run leaves behind; git-ignored and safe to delete. */
export const LOCAL = join(REPOSITORY, '.local');

/** Node 24 from the devDependencies, which n8n needs, whatever Node the machine has. */
export const NODE = join(REPOSITORY, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/** `environment` with Node 24 first in PATH, so that what n8n and npm start uses it too. */
export function withNodeFirst(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const bin = join(REPOSITORY, 'node_modules', '.bin');
	return { ...environment, PATH: `${bin}${delimiter}${environment.PATH ?? ''}` };
}
