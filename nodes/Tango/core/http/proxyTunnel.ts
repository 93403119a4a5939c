import http from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import { tunnelBroken, tunnelRefused } from './failureCause';
import type { TrustOptions } from './tlsTrust';

const TUNNEL_ESTABLISHED = 200;

/**
 * One tunnel through the proxy, with the CONNECT request that undici sends (RFC 9110 §9.3.6): the proxy's user and
 * password go to the proxy alone. Rejects with a TunnelError. `onOpen` gets what can be destroyed until then.
 */
export async function openTunnel(
	target: URL,
	proxy: URL,
	trust: TrustOptions,
	onOpen: (request: http.ClientRequest) => void,
): Promise<Socket> {
	return await new Promise((resolve, reject) => {
		const authority = `${target.hostname}:${target.port || '443'}`;
		const options = {
			...(proxy.protocol === 'https:' ? { ...trust, servername: serverNameOf(proxy) } : {}),
			hostname: proxy.hostname.replace(/^\[|\]$/g, ''),
			port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
			method: 'CONNECT',
			path: authority,
			headers: { host: authority, ...authorizationFor(proxy) },
			agent: false,
		};
		const request = proxy.protocol === 'https:' ? https.request(options) : http.request(options);
		onOpen(request);
		request.once('connect', ({ statusCode = 0 }, socket: Socket) => {
			if (statusCode === TUNNEL_ESTABLISHED) return resolve(socket);
			socket.on('error', () => {}).destroy();
			reject(tunnelRefused(statusCode));
		});
		request.on('error', (error) => reject(tunnelBroken(error)));
		request.end();
	});
}

/** SNI names no IP addresses (RFC 6066 §3). */
export function serverNameOf({ hostname }: URL): string {
	return isIP(hostname.replace(/^\[|\]$/g, '')) ? '' : hostname;
}

function authorizationFor({ username, password }: URL): Record<string, string> {
	if (!username || !password) return {};
	const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
	return { 'proxy-authorization': `Basic ${Buffer.from(text).toString('base64')}` };
}
