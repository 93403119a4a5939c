import type { SandboxAccess } from '../../n8n/run/sampleCredentials.ts';

/** What Tango allows, how long it takes to answer an order, and how many are placed. */
export interface Scene {
	readonly requestsPerSecond: number;
	readonly answerMs: number;
	readonly orders: number;
}

/** What the sandbox has seen of it. */
export interface PacedSandbox {
	readonly access: SandboxAccess;
	readonly orders: number;
	readonly duplicates: number;
	/** Answered with 429. */
	readonly refused: number;
	readonly connections: number;
	/** Between the first order's arrival and the last one's. */
	readonly spanMs: number;
	readonly leastGapMs: number;
}

const ORDERS = new Map([
	[1, 20],
	[5, 100],
	[20, 400],
]);

export const SCENES: readonly Scene[] = [...ORDERS].flatMap(([requestsPerSecond, orders]) =>
	[200, 1_000, 3_000].map((answerMs) => ({ requestsPerSecond, answerMs, orders })),
);
