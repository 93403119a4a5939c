import net from 'node:net';
import tls from 'node:tls';
import { once } from 'node:events';
import type { LookupFunction } from 'node:net';

export interface Received {
	/** Request line and headers exactly as they came. */
	readonly head: string;
	readonly body: string;
	/** Resets the TCP connection it came on. */
	reset(): void;
}

/** Answers, or does worse, on the raw socket. `index` counts the requests of the whole server from 0. */
export type Behaviour = (socket: net.Socket, request: Received, index: number) => void;

export interface FaultServer {
	readonly port: number;
	/** Every complete request, in order. */
	readonly requests: readonly Received[];
	/** TCP connections accepted so far. */
	readonly connections: number;
	/** TCP connections open right now. */
	readonly open: number;
	/** Resolves when no connection is open, or after `withinMs`. */
	idle(withinMs?: number): Promise<void>;
	close(): Promise<void>;
}

const HEAD_END = '\r\n\r\n';

/** A TLS server that reads requests and leaves the answer, byte by byte, to the test. */
export async function startFaultServer(options: tls.TlsOptions, behaviour: Behaviour): Promise<FaultServer> {
	const requests: Received[] = [];
	const rawByPort = new Map<number | undefined, net.Socket>();
	const server = tls.createServer(options, (socket) => {
		socket.on('error', () => {});
		const reset = () => rawByPort.get(socket.remotePort)?.resetAndDestroy();
		readRequests(socket, (head, body) => {
			const request = { head, body, reset };
			requests.push(request);
			behaviour(socket, request, requests.length - 1);
		});
	});
	server.on('connection', (socket) => rawByPort.set(socket.remotePort, socket));
	server.on('tlsClientError', () => {});
	return await watch(server, requests);
}

/** A TCP server that does what it is told with every connection. */
export async function startTcpServer(onConnection: (socket: net.Socket) => void): Promise<FaultServer> {
	return await watch(net.createServer({ allowHalfOpen: false }, onConnection), []);
}

/** Takes everything and says nothing, but notices the other side leaving. */
export const stall = (socket: net.Socket): void => void socket.resume();

/** Answers 200 with the body, keeping the connection open. */
export const answerOk =
	(body = '{}'): Behaviour =>
	(socket) => {
		socket.write(
			`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
		);
	};

/** Resolves every name to the loopback address, so that test servers have real host names. */
export const loopbackLookup: LookupFunction = (_hostname, options, callback) => {
	if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
	else callback(null, '127.0.0.1', 4);
};

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
	const server = await startTcpServer(() => {});
	await server.close();
	return server.port;
}

async function watch(server: net.Server, requests: readonly Received[]): Promise<FaultServer> {
	const open = new Set<net.Socket>();
	let connections = 0;
	let onIdle = () => {};
	server.on('connection', (socket: net.Socket) => {
		connections++;
		open.add(socket);
		socket.on('error', () => {});
		socket.once('close', () => {
			open.delete(socket);
			if (open.size === 0) onIdle();
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return {
		port: address.port,
		requests,
		get connections() {
			return connections;
		},
		get open() {
			return open.size;
		},
		idle: async (withinMs = 1000) => {
			if (open.size === 0) return;
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, withinMs);
				onIdle = () => {
					clearTimeout(timer);
					resolve();
				};
			});
		},
		close: async () => {
			for (const socket of open) socket.destroy();
			const closed = once(server, 'close');
			server.close();
			await closed;
		},
	};
}

function readRequests(socket: net.Socket, onRequest: (head: string, body: string) => void): void {
	let buffer = '';
	socket.on('data', (chunk) => {
		buffer += chunk.toString('latin1');
		for (;;) {
			const headEnd = buffer.indexOf(HEAD_END);
			if (headEnd < 0) return;
			const head = buffer.slice(0, headEnd);
			const bodyStart = headEnd + HEAD_END.length;
			const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
			if (buffer.length < bodyStart + length) return;
			const body = Buffer.from(buffer.slice(bodyStart, bodyStart + length), 'latin1').toString();
			buffer = buffer.slice(bodyStart + length);
			onRequest(head, body);
		}
	});
}
