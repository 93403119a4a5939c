import { startSandbox } from '../../sandbox/server.ts';
import type { Sandbox } from '../../sandbox/types.ts';

/** Lends sandboxes to tests that run at the same time; each has one for itself, in its first state. */
export interface SandboxPool {
	with<Result>(use: (sandbox: Sandbox) => Promise<Result>): Promise<Result>;
	close(): Promise<void>;
}

export function createSandboxPool(): SandboxPool {
	const all: Sandbox[] = [];
	const free: Sandbox[] = [];
	const take = async () => {
		const known = free.pop();
		if (known) {
			known.reset();
			return known;
		}
		const started = await startSandbox();
		all.push(started);
		return started;
	};
	return {
		with: async (use) => {
			const sandbox = await take();
			try {
				return await use(sandbox);
			} finally {
				free.push(sandbox);
			}
		},
		close: async () => void (await Promise.all(all.map(async (sandbox) => await sandbox.close()))),
	};
}
