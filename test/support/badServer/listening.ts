import { EventEmitter, once } from 'node:events';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Something that listens on 127.0.0.1 and knows its connections. */
export interface Listening {
	readonly port: number;
	/** TCP connections accepted so far. */
	readonly connections: number;
	/** TCP connections open right now. */
	readonly open: number;
	/** Resolves when no connection is open, or after `withinMs`. */
	idle(withinMs?: number): Promise<void>;
	/** Stops listening, so that connecting is refused; connections that stand go on. */
	refuse(): void;
	/** Listens again, on the same port. */
	accept(): Promise<void>;
	/** Ends every connection that stands, as a load balancer does with idle ones. */
	dropAll(how: End): void;
	/** Ends everything at once; may be called again. */
	close(): Promise<void>;
}

/** An orderly end, or a TCP reset. */
export type End = 'FIN' | 'RST';

/** Does as told with every connection. */
export async function listen(onConnection: (socket: net.Socket) => void): Promise<Listening> {
	const sockets = new Set<net.Socket>();
	const events = new EventEmitter();
	let connections = 0;
	const server = net.createServer({ noDelay: true }, (socket) => {
		connections++;
		keep(socket, sockets);
		socket.once('close', () => {
			if (sockets.size === 0) events.emit('idle');
		});
		onConnection(socket);
	});
	const listenOn = async (port: number) => {
		server.listen(port, '127.0.0.1');
		await once(server, 'listening');
	};
	await listenOn(0);
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('no port');
	const { port } = address;
	return {
		port,
		get connections() {
			return connections;
		},
		get open() {
			return sockets.size;
		},
		idle: async (withinMs = 5_000) => {
			if (sockets.size === 0) return;
			await Promise.race([once(events, 'idle'), pause(withinMs, undefined, { ref: false })]);
		},
		refuse: () => void server.close(),
		accept: async () => await listenOn(port),
		dropAll: (how) => {
			for (const socket of sockets) end(socket, how);
		},
		close: async () => {
			for (const socket of sockets) socket.destroy();
			if (!server.listening) return;
			const closed = once(server, 'close');
			server.close();
			await closed;
		},
	};
}

/** Holds the socket in the set for as long as it is open; its errors are nobody's. */
export function keep(socket: net.Socket, sockets: Set<net.Socket>): void {
	sockets.add(socket);
	socket.on('error', () => {});
	socket.once('close', () => sockets.delete(socket));
}

export function end(socket: net.Socket, how: End): void {
	if (how === 'RST') socket.resetAndDestroy();
	else socket.destroySoon();
}
