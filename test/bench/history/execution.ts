import type { Reachable } from '../../engine/support/tango.ts';

/** One execution of a workflow with Order: Create. */
export interface Execution {
	readonly id: number;
	readonly attempts: readonly Attempt[];
	/** n8n's engine with the node and its form, or what lies below it alone, which is several times as fast. */
	readonly by: 'engine' | 'core';
	readonly reachable: Reachable;
	readonly authentication: 'basicAuth' | 'oAuth2';
	readonly credential: Pace;
	/** What the Reference is made of; `mark` is a mistake. */
	readonly reference: 'reference' | 'mark';
}

export interface Attempt {
	readonly reference: string;
	readonly recipient: string;
	readonly amount: number;
	/** Of this one: an IP address, which travels along as X-Forwarded-For. */
	readonly mark: string;
}

/** The fields of the credential that say how fast. */
export interface Pace {
	readonly requestsPerSecond: number;
	readonly platform: string;
	readonly sharedPace: 'redis' | 'off';
	readonly redisUrl: string;
}

/** The same patience for both. */
export const SECONDS = { timeout: 3, totalTimeout: 30 };
