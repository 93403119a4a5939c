import type { Sandbox } from '../../sandbox/server.ts';
import { startNginx } from './nginx.ts';

/** Locations of the gateway by name: the directives that each has beside `proxy_pass`. */
export type Locations = Readonly<Record<string, string>>;

export interface Gateway {
	/** The credential's Base URL for a location. */
	baseUrl(location: string): string;
	/** What a client has to trust. */
	readonly caCertificate: string;
	close(): Promise<void>;
}

/** nginx as a company's gateway: TLS to the client, TLS with verification to Tango. */
export async function startGateway(sandbox: Sandbox, locations: Locations): Promise<Gateway> {
	const port = new URL(sandbox.origin).port;
	const { origin, caCertificate, close } = await startNginx({
		server: `
			proxy_ssl_server_name on;
			proxy_ssl_name localhost;
			proxy_ssl_verify on;
			proxy_ssl_verify_depth 3;
			proxy_ssl_trusted_certificate tango-ca.crt;
			${Object.entries(locations)
				.map(([name, directives]) => location(name, directives, port))
				.join('\n')}
		`,
		files: { 'tango-ca.crt': sandbox.caCertificate },
	});
	return { baseUrl: (name) => `${origin}/${name}/raas/v2`, caCertificate, close };
}

function location(name: string, directives: string, port: string): string {
	return `location /${name}/ {
		proxy_pass https://127.0.0.1:${port}/;
		${directives}
	}`;
}
