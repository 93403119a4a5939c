import { existsSync, readFileSync } from 'node:fs';
import type { RedisTarget } from './redisTarget';

type Environment = Readonly<Record<string, string | undefined>>;

/** The Redis of n8n's queue mode, as n8n itself reads its settings (n8n 2.41, ScalingModeConfig); undefined in regular mode. */
export function queueRedis(env: Environment): RedisTarget | undefined {
	const text = (name: string, usual = '') =>
		readSetting(env, name)
			?.trim()
			.replace(/^(['"])(.*)\1$/, '$2') ?? usual;
	const number = (name: string, usual: number) => {
		const value = Number(text(name, String(usual)));
		return Number.isNaN(value) ? usual : value;
	};
	const flag = (name: string) => ['true', '1'].includes(text(name).toLowerCase());
	if (text('EXECUTIONS_MODE') !== 'queue') return undefined;
	const cluster = clusterNodes(text('QUEUE_BULL_REDIS_CLUSTER_NODES'));
	const isCluster = cluster.length > 0;
	const servername = text('QUEUE_BULL_REDIS_TLS_SERVERNAME');
	const single = {
		host: text('QUEUE_BULL_REDIS_HOST', 'localhost'),
		port: number('QUEUE_BULL_REDIS_PORT', 6379),
	};
	return {
		nodes: isCluster ? cluster : [single],
		isCluster,
		username: text('QUEUE_BULL_REDIS_USERNAME') || undefined,
		password: text('QUEUE_BULL_REDIS_PASSWORD') || undefined,
		db: isCluster ? 0 : number('QUEUE_BULL_REDIS_DB', 0),
		// QUEUE_BULL_REDIS_TLS_VALIDATE_CERTIFICATE=false is not obeyed: nothing here trusts a server that proves nothing.
		tls: flag('QUEUE_BULL_REDIS_TLS')
			? { ...(servername ? { servername } : {}), rejectUnauthorized: true }
			: undefined,
		dualStack: flag('QUEUE_BULL_REDIS_DUALSTACK'),
		keepsNames: text('QUEUE_BULL_REDIS_DNS_LOOKUP_STRATEGY') === 'NONE',
		prefix: keyPrefix(text('QUEUE_BULL_PREFIX', 'bull'), isCluster),
	};
}

/** A variable, or the file that its `_FILE` variant names. */
function readSetting(env: Environment, name: string): string | undefined {
	if (env[name] !== undefined) return env[name];
	const path = env[`${name}_FILE`];
	// Where n8n cannot read it either, it does not start.
	return path && existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function clusterNodes(text: string) {
	return text
		.split(',')
		.map((pair) => pair.trim())
		.filter(Boolean)
		.map((pair) => {
			const [host = '', port] = pair.split(':');
			return { host, port: Number(port) };
		});
}

/** In a cluster n8n keeps its keys together by braces, and a user of that Redis may be allowed no others. */
function keyPrefix(prefix: string, isCluster: boolean): string {
	if (!isCluster) return prefix;
	return `${prefix.startsWith('{') ? '' : '{'}${prefix}${prefix.endsWith('}') ? '' : '}'}`;
}
