import net from 'node:net';
import type { TlsOptions } from 'node:tls';
import { listen, type Listening } from './listening.ts';
import { overTls } from './server.ts';

/** What the proxy does with a CONNECT. */
export type ProxyBehaviour = 'tunnel' | 'drop' | 'reset' | 'stall' | { readonly status: number };

export interface ConnectProxy extends Listening {
	readonly url: string;
	/** Heads of the CONNECT requests. */
	readonly connects: readonly string[];
}

/**
 * A CONNECT proxy; every tunnel leads to the loopback address, whatever the name asked for. With an identity it speaks
 * TLS to its clients.
 */
export async function startConnectProxy(
	behaviour: ProxyBehaviour,
	identity?: TlsOptions,
): Promise<ConnectProxy> {
	const connects: string[] = [];
	const onClient = (client: net.Socket) => {
		let head = '';
		const onData = (chunk: Buffer) => {
			head += chunk.toString('latin1');
			if (!head.includes('\r\n\r\n')) return;
			client.off('data', onData);
			connects.push(head);
			serve(client, head, behaviour);
		};
		client.on('data', onData);
	};
	const listening = await listen(identity ? overTls(identity, onClient) : onClient);
	const url = `${identity ? 'https' : 'http'}://127.0.0.1:${listening.port}`;
	return Object.assign(listening, { url, connects });
}

function serve(client: net.Socket, head: string, behaviour: ProxyBehaviour): void {
	if (behaviour === 'stall') return;
	if (behaviour === 'drop') client.destroy();
	else if (behaviour === 'reset') client.resetAndDestroy();
	else if (behaviour === 'tunnel') openTunnel(client, Number(/^CONNECT \S+:(\d+) /.exec(head)?.[1]));
	else client.end(`HTTP/1.1 ${behaviour.status} No\r\nContent-Length: 0\r\n\r\n`);
}

function openTunnel(client: net.Socket, port: number): void {
	const target = net.connect(port, '127.0.0.1', () => {
		client.write('HTTP/1.1 200 Connection established\r\n\r\n');
		target.pipe(client).pipe(target);
	});
	const end = () => {
		target.destroy();
		client.destroy();
	};
	for (const socket of [client, target]) socket.on('error', end).on('close', end);
}
