import type { LookupFunction } from 'node:net';
import type { ConnectionOptions } from 'node:tls';

/** A Redis, and how to get there. */
export interface RedisTarget {
	/** Several, or one of a cluster, from which the others are learnt. */
	readonly nodes: ReadonlyArray<{ readonly host: string; readonly port: number }>;
	readonly isCluster: boolean;
	readonly username?: string | undefined;
	readonly password?: string | undefined;
	readonly db: number;
	readonly tls?: ConnectionOptions | undefined;
	/** Both IPv4 and IPv6. */
	readonly dualStack?: boolean;
	/** Names of a cluster's nodes are left for TLS to see, not looked up. */
	readonly keepsNames?: boolean;
	/** What all keys begin with. */
	readonly prefix: string;
	/** Resolves names and refuses what must not be reached. */
	readonly lookup?: LookupFunction;
	/** Whether an address in digits may be reached, which is never looked up. */
	readonly isAllowed?: () => Promise<boolean>;
}
