import net, { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import { expect, it } from 'vitest';
import { OpenSockets } from '../../../../nodes/Tango/core/http/openSockets.ts';
import { startTcpServer } from '../../../support/badServer/server.ts';
import { forThisTest } from '../../../support/lifetime.ts';

const TARGET = { hostname: 'api.good.test', protocol: 'https:', port: '443' };

/** A connector that connects when told to; like undici's it returns the socket, unless it opens a tunnel first. */
function manualConnector({ tunnel = false } = {}) {
	const begun: { socket: Socket; connected(): void }[] = [];
	const connect: buildConnector.connector = (_target, callback) => {
		const socket = new Socket();
		begun.push({ socket, connected: () => callback(null, socket) });
		return tunnel ? undefined : socket;
	};
	return { begun, connect };
}

it('ends a socket that is still connecting', async () => {
	const sockets = new OpenSockets();
	const { begun, connect } = manualConnector();
	sockets.track(connect)(TARGET, () => {});
	begun[0]?.socket.on('error', () => {});
	await sockets.destroy();
	expect(begun[0]?.socket.destroyed).toBe(true);
});

it('ends a socket that came out of a tunnel before the tunnel, as Node bears no other order', async () => {
	const sockets = new OpenSockets();
	const ended: string[] = [];
	const hop = manualConnector();
	const inner = manualConnector({ tunnel: true });
	for (const [name, { connect, begun }] of Object.entries({ hop, inner })) {
		sockets.track(connect)(TARGET, () => {});
		const socket = begun[0]?.socket.on('error', () => {});
		begun[0]?.connected();
		const destroy = socket?.destroy.bind(socket);
		if (socket && destroy) {
			socket.destroy = (error) => {
				ended.push(name);
				return destroy(error);
			};
		}
	}
	await sockets.destroy();
	expect(ended).toEqual(['inner', 'hop']);
});

it('opens nothing after its end and says so to whoever asks', async () => {
	const sockets = new OpenSockets();
	const { begun, connect } = manualConnector();
	await sockets.destroy();
	const errors: unknown[] = [];
	sockets.track(connect)(TARGET, (...result) => void errors.push(result[0]));
	expect(errors).toEqual([expect.objectContaining({ code: 'ERR_CONNECTIONS_ENDED' })]);
	expect(begun).toEqual([]);
});

it('hands out no socket that stands only after the end', async () => {
	const sockets = new OpenSockets();
	const { begun, connect } = manualConnector({ tunnel: true });
	const results: unknown[][] = [];
	sockets.track(connect)(TARGET, (error, socket) => void results.push([error, socket]));
	await sockets.destroy();
	begun[0]?.connected();
	expect(results).toEqual([[expect.objectContaining({ code: 'ERR_CONNECTIONS_ENDED' }), null]]);
	expect(begun[0]?.socket.destroyed).toBe(true);
});

it('has ended when the last socket is closed, not earlier', async () => {
	const { port } = await forThisTest(startTcpServer(() => {}));
	const sockets = new OpenSockets();
	let closed = 0;
	const connect: buildConnector.connector = () => {
		return net
			.connect(port, '127.0.0.1')
			.on('error', () => {})
			.on('close', () => closed++);
	};
	for (let one = 0; one < 3; one++) sockets.track(connect)(TARGET, () => {});
	await sockets.destroy();
	expect(closed).toBe(3);
});
