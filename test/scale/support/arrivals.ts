import type { LoggedRequest } from '../../sandbox/server.ts';

export function countOf(log: readonly LoggedRequest[], path: string): number {
	return log.filter((request) => request.path.endsWith(path)).length;
}
