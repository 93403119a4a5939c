import { answerOk } from '../badServer/behaviours.ts';
import { type ConnectProxy, startConnectProxy } from '../badServer/connectProxy.ts';
import { HOST } from '../badServer/loopback.ts';
import { closedPort, startTcpServer, startTlsServer, type TestServer } from '../badServer/server.ts';
import { type CertificateCases, createTestPki } from './cases/certificateCase.ts';

/** The ways to a server. `NO_PROXY` names the host beside a proxy that is dead. */
export const WAYS = ['directly', 'through a proxy tunnel', 'past a proxy by NO_PROXY'] as const;
export type Way = (typeof WAYS)[number];

/** Everything that is needed to ask one server; plain data, for other processes too. */
export interface Question {
	readonly url: string;
	readonly caCertificates: readonly string[];
	readonly env: Readonly<Record<string, string>>;
}

export interface RunningCases {
	readonly proxy: ConnectProxy;
	server(name: string): TestServer;
	question(name: string, way: Way): Question;
	close(): Promise<void>;
}

/** Starts one server per case; each may be asked any number of times. */
export async function startCases(cases: CertificateCases): Promise<RunningCases> {
	const pki = await createTestPki();
	const usualTrust = [pki.root.pem, pki.rsaRoot.pem, pki.secondRoot.pem];
	const proxy = await startConnectProxy('tunnel');
	const deadProxy = `http://127.0.0.1:${await closedPort()}`;
	const running = new Map<string, { server: TestServer; url: string; trust: readonly string[] }>();
	for (const [name, { show, host = HOST }] of Object.entries(cases)) {
		const shown = await show(pki);
		const server =
			typeof shown.server === 'function'
				? await startTcpServer(shown.server)
				: await startTlsServer(shown.server, answerOk());
		running.set(name, { server, url: `https://${host}:${server.port}/`, trust: shown.trust ?? usualTrust });
	}
	const known = (name: string) => {
		const found = running.get(name);
		if (!found) throw new Error(`no case "${name}"`);
		return found;
	};
	return {
		proxy,
		server: (name) => known(name).server,
		question: (name, way) => {
			const { url, trust } = known(name);
			return { url, caCertificates: trust, env: environment(way, url) };
		},
		close: async () => {
			await Promise.all(
				[proxy, ...[...running.values()].map(({ server }) => server)].map((one) => one.close()),
			);
		},
	};

	function environment(way: Way, url: string): Question['env'] {
		if (way === 'directly') return {};
		if (way === 'through a proxy tunnel') return { https_proxy: proxy.url };
		return { https_proxy: deadProxy, no_proxy: new URL(url).hostname };
	}
}
