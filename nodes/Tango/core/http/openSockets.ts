import { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/**
 * Every socket of one Tango connection, so that all of them can be ended at once. undici's own destroy() forgets
 * those that are still connecting, and pools it once took for unused.
 *
 * An AbortSignal cannot do this: undici may connect once more after the end, and Node (20 to 24 at least) aborts
 * the whole process with "onread->IsFunction()" when tls.connect() gets a signal that is aborted already.
 */
export class OpenSockets {
	readonly #open = new Set<Socket>();
	#ended = false;
	#markGone: () => void = () => {};

	/** The same connector, whose sockets are known here. After `destroy` it opens none and calls back an error. */
	track(connect: buildConnector.connector): buildConnector.connector {
		return (target, callback) => {
			if (this.#ended) return callback(new ConnectionsEnded(), null);
			// undici's connectors return the socket that they connect, or nothing when there is a tunnel to open first.
			const connecting: unknown = connect(target, (...connected) => {
				const [, socket] = connected;
				if (socket) this.#add(socket);
				if (socket?.destroyed) return callback(new ConnectionsEnded(), null);
				callback(...connected);
			});
			if (connecting instanceof Socket) this.#add(connecting);
		};
	}

	/** Ends them, and resolves when all are gone. */
	async destroy(): Promise<void> {
		this.#ended = true;
		const gone = new Promise<void>((resolve) => {
			this.#markGone = resolve;
		});
		// The newest first: a TLS socket ends the tunnel below it by itself, and Node bears no other order.
		for (const socket of [...this.#open].reverse()) socket.destroy(new ConnectionsEnded());
		if (this.#open.size > 0) await gone;
	}

	#add(socket: Socket): void {
		if (socket.closed || this.#open.has(socket)) return;
		this.#open.add(socket);
		socket.once('close', () => {
			this.#open.delete(socket);
			if (this.#open.size === 0) this.#markGone();
		});
		if (this.#ended) socket.destroy();
	}
}

/** Tells undici why; nobody sees it. */
class ConnectionsEnded extends Error {
	readonly code = 'ERR_CONNECTIONS_ENDED';
}
