import type { Server } from 'node:https';
import type { Socket } from 'node:net';

/** Knows every connection: to number it, to break it below TLS and to drop it at the end. */
export class Connections {
	readonly #tcp = new Map<number, Socket>();
	readonly #numbers = new WeakMap<Socket, number>();
	#opened = 0;

	constructor(server: Server) {
		server.on('connection', (tcp: Socket) => {
			const { remotePort = 0 } = tcp;
			this.#tcp.set(remotePort, tcp);
			tcp.once('close', () => {
				if (this.#tcp.get(remotePort) === tcp) this.#tcp.delete(remotePort);
			});
		});
		server.on('secureConnection', (secure: Socket) => {
			this.#opened += 1;
			this.#numbers.set(secure, this.#opened);
		});
	}

	/** TLS connections opened so far. */
	get opened(): number {
		return this.#opened;
	}

	numberOf(secure: Socket): number {
		return this.#numbers.get(secure) ?? 0;
	}

	/** The TCP socket that carries a TLS one. */
	tcpOf(secure: Socket): Socket | undefined {
		return this.#tcp.get(secure.remotePort ?? 0);
	}

	dropAll(): void {
		for (const tcp of this.#tcp.values()) tcp.destroy();
	}
}
