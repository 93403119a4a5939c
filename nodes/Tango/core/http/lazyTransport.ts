import type { Transport } from '../foundation/transport';
import type { UndiciTransportOptions } from './undiciTransport';

/** The network through undici, which is loaded with the first request: n8n loads every package when it starts. */
export function createLazyTransport(options: UndiciTransportOptions): Transport {
	let loading: Promise<Transport> | undefined;
	const loaded = async () => await (loading ??= load(options));
	return {
		exchange: async (...exchange) => await (await loaded()).exchange(...exchange),
		close: async () => await (await loaded()).close(),
	};
}

async function load(options: UndiciTransportOptions): Promise<Transport> {
	const { createUndiciTransport } = await import('./undiciTransport.js');
	return createUndiciTransport(options);
}
