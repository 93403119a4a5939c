import type net from 'node:net';
import tls from 'node:tls';
import { listen, type Listening } from './listening.ts';

export interface Received {
	/** Request line and headers exactly as they came. */
	readonly head: string;
	readonly body: string;
	/** Resets the TCP connection it came on. */
	reset(): void;
}

/** Answers, or does worse, on the raw socket. `index` counts the requests of the whole server from 0. */
export type Behaviour = (socket: net.Socket, request: Received, index: number) => void;

export interface TestServer extends Listening {
	/** Every complete request, in order. */
	readonly requests: readonly Received[];
}

export interface TlsServerOptions extends tls.TlsOptions {
	/** How long a connection waits before TLS starts on it. */
	readonly handshakeAfterMs?: number;
}

const HEAD_END = '\r\n\r\n';

/** A TLS server that reads requests and leaves the answer, byte by byte, to the test. */
export async function startTlsServer(
	{ handshakeAfterMs = 0, ...options }: TlsServerOptions,
	behaviour: Behaviour,
): Promise<TestServer> {
	const requests: Received[] = [];
	const begin = overTls(options, (socket, tcp) => {
		readRequests(socket, (head, body) => {
			const request = { head, body, reset: () => void tcp?.resetAndDestroy() };
			requests.push(request);
			behaviour(socket, request, requests.length - 1);
		});
	});
	const listening = await listen((socket) => {
		if (handshakeAfterMs > 0) setTimeout(begin, handshakeAfterMs, socket);
		else begin(socket);
	});
	return Object.assign(listening, { requests });
}

/** A TCP server that does what it is told with every connection; it reads no requests. */
export async function startTcpServer(onConnection: (socket: net.Socket) => void): Promise<TestServer> {
	return Object.assign(await listen(onConnection), { requests: [] });
}

/** What to do with a TCP connection so that TLS is spoken on it; `tcp` is the socket below. */
export function overTls(
	options: tls.TlsOptions,
	onSecure: (socket: tls.TLSSocket, tcp: net.Socket | undefined) => void,
): (socket: net.Socket) => void {
	const below = new Map<number | undefined, net.Socket>();
	const server = tls.createServer(options, (socket) => {
		socket.on('error', () => {});
		onSecure(socket, below.get(socket.remotePort));
	});
	server.on('tlsClientError', () => {});
	return (tcp) => {
		below.set(tcp.remotePort, tcp);
		server.emit('connection', tcp);
	};
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
	const { port, close } = await listen(() => {});
	await close();
	return port;
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
