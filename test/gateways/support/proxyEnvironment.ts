import { onTestFinished } from 'vitest';

const NAMES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'];

export interface ProxyEnvironment {
	readonly HTTPS_PROXY?: string;
	readonly NO_PROXY?: string;
}

/** Sets the variables that the nodes read, and nothing else of that kind, until the test is over. */
export function proxyEnvironment(variables: ProxyEnvironment): void {
	const before = NAMES.map((name) => [name, process.env[name]] as const);
	for (const name of NAMES) delete process.env[name];
	Object.assign(process.env, variables);
	onTestFinished(() => {
		for (const [name, value] of before) {
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
		}
	});
}

let connections = 0;

/**
 * Fields of a credential that no test used before. Connections are kept by their settings, together with the
 * proxy they were opened with, so a test with another proxy needs another connection.
 */
export function ownConnection(): { readonly requestsPerSecond: number } {
	return { requestsPerSecond: 1_000 + ++connections };
}
