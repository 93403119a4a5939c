import { createServer } from 'node:net';

/** A port nobody listens on now: `preferred` when it is free, else one the system picks. */
export async function freePort(preferred = 0): Promise<number> {
	return await new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error) => {
			if (preferred === 0) reject(error);
			else resolve(freePort());
		});
		server.listen(preferred, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address !== null ? address.port : 0;
			server.close(() => resolve(port));
		});
	});
}
