import type { LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import type { Outcome } from '../foundation/outcome';
import type { HttpRequest, Transport } from '../foundation/transport';
import { buildConnections } from './dispatcher';
import { checkAddress, type EgressFilter, secureLookup } from './egressFilter';
import { failure } from './failureCause';
import { Generation } from './generation';
import { runLimited } from './limitedExchange';
import type { PhaseProbe } from './phaseProbe';
import { type Environment, goesThroughProxy, readProxySettings } from './proxySettings';
import { trustOptions } from './tlsTrust';

export interface UndiciTransportOptions {
	/** Trusted in addition to the host's roots; from parseCaCertificates. */
	readonly caCertificates: readonly string[];
	/** Where HTTPS_PROXY and NO_PROXY are read, once; process.env when left out. */
	readonly env?: Environment;
	/** Resolves the target's name. */
	readonly lookup?: LookupFunction | undefined;
	/** Judges every address before it is reached, and resolves its name unless `lookup` is given. */
	readonly egress?: EgressFilter | undefined;
}

/** The network through undici. A transport serves one Tango connection; its trust and proxy never change. */
export function createUndiciTransport({
	caCertificates,
	env = process.env,
	egress,
	lookup = egress && secureLookup(egress),
}: UndiciTransportOptions): Transport {
	const trust = trustOptions(caCertificates);
	const proxySettings = readProxySettings(env);
	const notEnded = new Set<Promise<void>>();
	let closed = false;
	let current = newGeneration();

	return {
		exchange: async (request, limits, signal, onStart) => {
			if (signal?.aborted) return failure('notSent', 'cancelled', 'CANCELLED');
			if (closed) return failure('notSent', 'cancelled', 'CLOSED');
			const url = parseUrl(request.url);
			if (url === undefined) return failure('notSent', 'invalidRequest', 'ERR_INVALID_URL');
			// The credentials travel in a header; without TLS anybody on the way could spend with them.
			if (url.protocol !== 'https:') return failure('notSent', 'invalidRequest', 'ERR_NOT_HTTPS');
			if (proxySettings.problem && goesThroughProxy(url, proxySettings)) {
				return failure('notSent', 'proxy', proxySettings.problem);
			}
			const generation = current;
			generation.enter();
			const { dispatcher } = generation.connections;
			const options = dispatchOptions(url, request);
			const send = (probe: PhaseProbe) => void dispatcher.dispatch(options, probe);
			const outcome = await runLimited(
				egress ? (probe) => void sendIfAllowed(probe, checkAddress(egress, url.href), send) : send,
				limits,
				signal,
				onStart,
			);
			if (leftSomethingBehind(outcome)) replace(generation);
			generation.leave();
			return outcome;
		},

		close: async () => {
			closed = true;
			current.retire();
			await Promise.all(notEnded);
		},
	};

	function newGeneration(): Generation {
		const generation = new Generation(buildConnections({ trust, proxySettings, lookup }));
		notEnded.add(generation.ended);
		void generation.ended.then(() => notEnded.delete(generation.ended));
		return generation;
	}

	function replace(generation: Generation): void {
		if (generation === current && !closed) current = newGeneration();
		generation.retire();
	}
}

/** Within the attempt's limits, as the check may wait for DNS. Whatever fails here ends the exchange as not sent. */
async function sendIfAllowed(
	probe: PhaseProbe,
	allowed: Promise<void>,
	send: (probe: PhaseProbe) => void,
): Promise<void> {
	try {
		await allowed;
		if (!probe.ended) send(probe);
	} catch (error) {
		probe.fail(error);
	}
}

/** Cut off before its start, an exchange leaves a connection attempt running that undici itself would not end. */
function leftSomethingBehind(outcome: Outcome): boolean {
	if (outcome.kind === 'answer' || outcome.phase !== 'notSent') return false;
	return outcome.cause === 'connectTimeout' || outcome.cause === 'cancelled';
}

function parseUrl(url: string): URL | undefined {
	return URL.canParse(url) ? new URL(url) : undefined;
}

function dispatchOptions(url: URL, { method, headers, body }: HttpRequest): Dispatcher.DispatchOptions {
	return {
		origin: url.origin,
		path: url.pathname + url.search,
		method,
		headers: { ...headers }, // undici's ProxyAgent writes its Host header into this object
		...(body !== undefined && { body }),
	};
}
