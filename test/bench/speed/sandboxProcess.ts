import { fork } from 'node:child_process';
import type { SandboxAccess } from '../../n8n/run/sampleCredentials.ts';
import { endWithUs } from '../../n8n/shared/childProcesses.ts';
import { NODE } from '../../n8n/shared/paths.ts';
import { ask } from './ask.ts';

/** What the sandbox's process tells after each command. */
export interface SandboxStats extends SandboxAccess {
	orders: number;
	duplicates: number;
	connections: number;
	/** First arrival and last answer of an order, in ms since 1970. */
	span: { from: number; to: number };
}

export interface SandboxProcess {
	/** Empties the books and the counters. */
	reset(): Promise<SandboxStats>;
	stats(): Promise<SandboxStats>;
	stop(): void;
}

/** The sandbox in a process of its own, so that its work is not counted as a peer's. */
export function startSandboxProcess(): SandboxProcess {
	const child = fork(new URL('sandboxChild.ts', import.meta.url), { execPath: NODE });
	endWithUs(child, 'SIGKILL');
	return {
		reset: async () => await ask<SandboxStats>(child, 'reset'),
		stats: async () => await ask<SandboxStats>(child, 'stats'),
		stop: () => child.disconnect(),
	};
}
