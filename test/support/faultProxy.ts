import { once } from 'node:events';
import net from 'node:net';
import { toxicStream, type Direction, type Toxic } from './faultProxyToxics.ts';

export type { Break, Toxic } from './faultProxyToxics.ts';

/** Bytes that came in on one connection, before any toxic. */
export interface Traffic {
	request: number;
	answer: number;
}

/** A TCP proxy on 127.0.0.1 that reads nothing of what it carries and breaks it as told. */
export interface FaultProxy {
	readonly port: number;
	/** One entry per connection that was accepted, in order. */
	readonly traffic: readonly Traffic[];
	/** Connections of clients that are open right now. */
	readonly open: number;
	/** Stops listening, so that connecting is refused; connections that stand go on. */
	refuse(): void;
	/** Listens again, on the same port. */
	accept(): Promise<void>;
	/** Ends every connection that stands, as a load balancer does with idle ones. */
	dropAll(how: 'FIN' | 'RST'): void;
	/** Resolves when no client is connected, or after `withinMs`. */
	idle(withinMs?: number): Promise<void>;
	close(): Promise<void>;
}

/** Which toxic meets the connection with this number, counted from 0. */
export type ToxicPlan = (connection: number) => Toxic | undefined;

export async function startFaultProxy(
	targetPort: number,
	plan: ToxicPlan = () => undefined,
): Promise<FaultProxy> {
	const traffic: Traffic[] = [];
	const clients = new Set<net.Socket>();
	const targets = new Set<net.Socket>();
	let onIdle = () => {};

	const onClient = (client: net.Socket) => {
		const toxic = plan(traffic.length);
		const counted: Traffic = { request: 0, answer: 0 };
		traffic.push(counted);
		keep(client, clients);
		client.once('close', () => {
			if (clients.size === 0) onIdle();
		});
		if (toxic?.kind === 'breakAtConnect') {
			if (toxic.how === 'hold') client.resume();
			else end(client, toxic.how);
			return;
		}
		const target = net.connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
		keep(target, targets);
		join(client, target, toxic, counted);
	};

	let server = await listen(0, onClient);
	const port = portOf(server);
	return {
		port,
		traffic,
		get open() {
			return clients.size;
		},
		refuse: () => void server.close(),
		accept: async () => {
			server = await listen(port, onClient);
		},
		dropAll: (how) => {
			for (const client of clients) end(client, how);
		},
		idle: async (withinMs = 5_000) => {
			if (clients.size === 0) return;
			await new Promise<void>((resolve) => {
				const timer = setTimeout(resolve, withinMs);
				onIdle = () => {
					clearTimeout(timer);
					resolve();
				};
			});
		},
		close: async () => {
			for (const socket of [...clients, ...targets]) socket.destroy();
			if (!server.listening) return;
			const closed = once(server, 'close');
			server.close();
			await closed;
		},
	};
}

async function listen(port: number, onClient: (client: net.Socket) => void): Promise<net.Server> {
	const server = net.createServer({ noDelay: true }, onClient);
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return server;
}

function portOf(server: net.Server): number {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
	return address.port;
}

function keep(socket: net.Socket, sockets: Set<net.Socket>): void {
	sockets.add(socket);
	socket.on('error', () => {});
	socket.once('close', () => sockets.delete(socket));
}

/** A reset on one side becomes a reset on the other, an end an end. */
function join(client: net.Socket, target: net.Socket, toxic: Toxic | undefined, counted: Traffic): void {
	const way = (direction: Direction) => {
		const [from, to] = direction === 'request' ? [client, target] : [target, client];
		from.on('data', (chunk) => (counted[direction] += chunk.length));
		const stream = toxicStream(toxic, direction, (how) => end(client, how));
		stream.on('error', () => {});
		from.pipe(stream).pipe(to);
	};
	way('request');
	way('answer');
	target.on('error', () => client.resetAndDestroy());
	client.on('error', () => target.resetAndDestroy());
	client.once('close', () => {
		// What the server got it may finish: a reset could take a request back that already arrived.
		target.unpipe();
		target.resume();
		target.end();
	});
}

function end(socket: net.Socket, how: 'FIN' | 'RST'): void {
	if (how === 'RST') socket.resetAndDestroy();
	else socket.destroySoon();
}
