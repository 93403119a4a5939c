import net from 'node:net';
import { end, keep, listen, type Listening } from './listening.ts';
import { toxicStream, type Direction, type Toxic } from './toxics.ts';

/** Bytes that came in on one connection, before any toxic. */
export interface Traffic {
	request: number;
	answer: number;
}

/** A TCP proxy that reads nothing of what it carries and breaks it as told. */
export interface TcpProxy extends Listening {
	/** One entry per connection that was accepted, in order. */
	readonly traffic: readonly Traffic[];
}

/** Which toxic meets the connection with this number, counted from 0. */
export type ToxicPlan = (connection: number) => Toxic | undefined;

export async function startTcpProxy(
	targetPort: number,
	plan: ToxicPlan = () => undefined,
): Promise<TcpProxy> {
	const traffic: Traffic[] = [];
	const targets = new Set<net.Socket>();
	const listening = await listen((client) => {
		const toxic = plan(traffic.length);
		const counted: Traffic = { request: 0, answer: 0 };
		traffic.push(counted);
		if (toxic?.kind === 'breakAtConnect') {
			if (toxic.how === 'hold') client.resume();
			else end(client, toxic.how);
			return;
		}
		const target = net.connect({ port: targetPort, host: '127.0.0.1', noDelay: true });
		keep(target, targets);
		join(client, target, toxic, counted);
	});
	const { close } = listening;
	return Object.assign(listening, {
		traffic,
		close: async () => {
			for (const target of targets) target.destroy();
			await close();
		},
	});
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
