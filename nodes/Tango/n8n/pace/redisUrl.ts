import { isIP } from 'node:net';
import {
	invalidCredentialsField,
	type ConnectionSettings,
	parseCaCertificates,
	trustOptions,
} from '../../core';
import type { RedisTarget } from './redisTarget';

const USUAL_PORT = 6379;

/** Where the policy for outgoing connections is asked about it; empty where the credential names none. */
export function redisAddress({ sharedPace, redisUrl = '' }: ConnectionSettings): string {
	if (sharedPace !== 'redis') return '';
	const [node] = readRedisUrl(redisUrl, '').nodes;
	return node ? addressOf(node) : '';
}

export function addressOf({ host, port }: RedisTarget['nodes'][number]): string {
	return `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * `redis://` or, with TLS, `rediss://user:password@host:port/database`. Throws INVALID_CREDENTIALS_FIELD, which never
 * repeats what was typed: it holds a password.
 */
export function readRedisUrl(typed: string, caCertificates: string): RedisTarget {
	const trimmed = typed.trim();
	const problem = (words: string) => invalidCredentialsField('redisUrl', words);
	if (!trimmed) throw problem('is empty');
	if (!/^rediss?:\/\//i.test(trimmed)) throw problem('must start with redis:// or rediss://');
	if (!URL.canParse(trimmed)) throw problem('is not an address such as rediss://user:password@host:6379');
	const url = new URL(trimmed);
	if (!url.hostname) throw problem('names no host');
	if (url.search || url.hash)
		throw problem('must not hold "?" or "#"; write them as %3F and %23 in a password');
	const db = /^\/?(\d{0,4})$/.exec(url.pathname)?.[1];
	if (db === undefined) throw problem('must end with the host, its port or the number of a database');
	const host = url.hostname.replace(/^\[|\]$/g, '');
	return {
		nodes: [{ host, port: url.port ? Number(url.port) : USUAL_PORT }],
		isCluster: false,
		username: decoded(url.username) || undefined,
		password: decoded(url.password) || undefined,
		db: Number(db),
		tls: url.protocol === 'rediss:' ? trustFor(host) : undefined,
		prefix: 'tango',
	};

	function trustFor(name: string) {
		// An address has no name to be told; a resolved one would otherwise be taken for it.
		return {
			...trustOptions(parseCaCertificates(caCertificates)),
			...(isIP(name) ? {} : { servername: name }),
		};
	}

	function decoded(text: string): string {
		try {
			return decodeURIComponent(text);
		} catch {
			throw problem('has a % that does not belong to a sign such as %40');
		}
	}
}
